interface BracketsProps {
  /** Runs of ids that cannot be told apart; they may overlap. */
  runs: readonly (readonly string[])[];
  order: readonly string[];
  rowHeight: number;
  /** The runs by name, for a screen reader. */
  label: string;
}

const width = 40;

/** Brackets beside the rows: who is inside one cannot be told apart from the others inside it. */
export function Brackets({ runs, order, rowHeight, label }: BracketsProps) {
  const height = order.length * rowHeight;
  return (
    <svg
      className="brk"
      width={width}
      height={height}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      role="img"
      aria-label={label}
    >
      {runs.map((run, index) => {
        const first = order.indexOf(run[0] ?? '');
        const top = first * rowHeight + 9;
        const bottom = (first + run.length) * rowHeight - 9;
        // Neighbouring runs overlap, so they take turns between two columns.
        const x = index % 2 === 0 ? 12 : 26;
        return <path key={run.join()} d={`M${String(x + 5)} ${String(top)}H${String(x)}V${String(bottom)}H${String(x + 5)}`} />;
      })}
    </svg>
  );
}
