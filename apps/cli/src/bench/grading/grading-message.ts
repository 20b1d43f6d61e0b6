import { table } from '../../workspace/terminal.js';
import type { Spread } from '../spread.js';
import type { GradingBench } from './bench-grading.js';
import { otherWorkAtMost } from './saturation.js';
import type { TargetRow } from './targets.js';

/** A benchmark in pieces that a terminal and the handbook show alike: sentences, and tables whose numbers stand right. */
interface Section {
  sentence: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The benchmark as a person at the terminal reads it. */
export function gradingMessage(bench: GradingBench): string {
  const tables = sectionsOf(bench).map(
    ({ sentence, headings, rows }) => `${sentence}\n\n${table(headings, rows, headings.slice(1))}`,
  );
  return [...machineLines(bench), ...tables, ...bench.leftOut].join('\n\n');
}

/** The same as Markdown, for the handbook's page. */
export function gradingMarkdown(bench: GradingBench): string {
  const tables = sectionsOf(bench).map(({ sentence, headings, rows }) => {
    const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
    const line = (cells: readonly string[]) =>
      `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
    const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
    return `${sentence}\n\n${[line(headings), line(rule), ...rows.map(line)].join('\n')}`;
  });
  return [...machineLines(bench), ...tables, ...bench.leftOut].join('\n\n');
}

/** What the numbers are true of, and whether they say much. */
function machineLines({ machine: { cpu, cores, node, engine, kernel, load }, effort: { rounds } }: GradingBench): string[] {
  const line = `${cpu}, ${cores} cores, Linux ${kernel}, ${engine}, Node ${node}; load ${load.toFixed(1)} at the start; ${rounds} rounds.`;
  return load > cores / 2
    ? [line, 'Other programs kept this machine busy, so the numbers say little: run it where nothing else runs.']
    : [line];
}

function sectionsOf(bench: GradingBench): Section[] {
  return [suiteSection(bench), submitSection(bench), saturationSection(bench), memorySection(bench), targetSection(bench)].filter(
    (section) => section.rows.length > 0,
  );
}

function suiteSection({ suites }: GradingBench): Section {
  return {
    sentence: 'From files in hand to result known: milliseconds, median (p10–p90), and the median of ratios within a round.',
    headings: ['suite, by', 'ms', ': bare pytest', ': docker run'],
    rows: suites.flatMap(({ suite, contestants }) =>
      contestants.map(({ name, ms, toBare, toContainer }) => [
        `${suite}, ${name}`,
        spread(ms),
        ratio(toBare),
        ratio(toContainer),
      ]),
    ),
  };
}

function submitSection({ submit }: GradingBench): Section {
  const rows =
    submit === null
      ? []
      : [
          ['the request is answered', spread(submit.accepted)],
          ['the event that a worker has claimed it', spread(submit.claimed)],
          ['the event with the verdict', spread(submit.event)],
          ['bare pytest, the same tests in the same rounds', spread(submit.bare)],
        ];
  return {
    sentence: `From submit to verdict over HTTP, ${submit?.tests ?? 0} visible tests of ${submit?.exercise ?? ''}: milliseconds, median (p10–p90).`,
    headings: ['until', 'ms'],
    rows,
  };
}

function saturationSection({ saturation, effort, machine }: GradingBench): Section {
  const otherWork = saturation?.otherWork ?? 0;
  const caution = otherWork > otherWorkAtMost ? ' That is too much to tell what CPU a run costs.' : '';
  return {
    sentence:
      `Under as much work as the machine takes: the suite two-tests, ${machine.cores} runs at a time, ${effort.loadSeconds} s each. ` +
      `Other programs took ${(100 * otherWork).toFixed(0)} % of the machine.${caution}`,
    headings: ['by', 'runs a second', 'CPU ms a run', 'runs'],
    rows: (saturation?.rows ?? []).map(({ name, runsPerSecond, cpuMsPerRun, runs }) => [
      name === 'pool hit' ? 'ours' : name,
      runsPerSecond.toFixed(2),
      cpuMsPerRun?.toFixed(0) ?? '–',
      String(runs),
    ]),
  };
}

function memorySection({ memory }: GradingBench): Section {
  const rows =
    memory === null
      ? []
      : [['base', ...[memory.submissionMb, memory.graderMb, memory.pairMb].map((mb) => mb.toFixed(1)), String(memory.pairs)]];
  return {
    sentence: 'Memory of an idle warm pair: megabytes by its control groups, without inactive file cache, medians.',
    headings: ['profile', 'submission sandbox', 'grader sandbox', 'pair', 'pairs weighed'],
    rows,
  };
}

function targetSection({ targets }: GradingBench): Section {
  return {
    sentence: 'Targets for two cores with Docker, beside what was measured.',
    headings: ['target', 'bound', 'measured', 'outcome'],
    rows: targets.map(({ what, bound, limit, unit, measured, outcome }) => [
      what,
      `${bound === 'at most' ? '≤' : '≥'} ${amount(limit, unit)}`,
      measured === null ? '–' : amount(measured, unit),
      outcome,
    ]),
  };
}

function amount(value: number, unit: TargetRow['unit']): string {
  return unit === 'MB' ? `${value.toFixed(0)} MB` : `${value.toFixed(3)} ×`;
}

function ratio(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(3)} ×`;
}

function spread({ median, p10, p90 }: Spread): string {
  return `${median.toFixed(1)} (${p10.toFixed(1)}–${p90.toFixed(1)})`;
}
