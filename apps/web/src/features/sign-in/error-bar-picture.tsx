const rows = [
  { y: 26, low: 263, at: 296, high: 329, focus: true },
  { y: 66, low: 256, at: 293, high: 330, focus: true },
  { y: 106, low: 258, at: 289, high: 320, focus: true },
  { y: 146, low: 203, at: 253, high: 303, focus: false },
  { y: 186, low: 165, at: 200, high: 235, focus: false },
];
const levels = [60, 160, 260, 360];

/** What a comparison looks like: five dots with their intervals, three of them in one bracket. */
export function ErrorBarPicture() {
  return (
    <svg className="siart" viewBox="0 0 420 230" focusable="false">
      {levels.map((x, index) => (
        <g key={x}>
          <line className={index === 2 ? 'bar' : 'gl'} x1={x} x2={x} y1="6" y2="204" />
          <text x={x} y="224" textAnchor="middle">
            {index + 1}
          </text>
        </g>
      ))}
      {rows.map(({ y, low, at, high, focus }) => (
        <g key={y} className={focus ? 'focus' : 'context'}>
          <line x1={low} x2={high} y1={y} y2={y} />
          <circle cx={at} cy={y} r="7" />
        </g>
      ))}
      <path className="bracket" d="M30 16H22V116h8" />
    </svg>
  );
}
