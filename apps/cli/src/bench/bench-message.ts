import { table } from '../workspace/terminal.js';
import type { Accuracy } from './accuracy.js';
import type { MeasurementBench } from './bench-measurement.js';
import type { AssignmentDesign } from './simulate.js';
import { panelSize } from './simulate.js';
import type { Spread } from './spread.js';

const designNames: Readonly<Record<AssignmentDesign, string>> = {
  complete: 'complete',
  incomplete: '2–3 raters each',
  confounded: 'confounded',
  gold: `confounded, ${panelSize.goldPieces} gold`,
};

/** A benchmark as a person at the terminal reads it. */
export function benchMessage({ machine, seed, speed, simulation }: MeasurementBench): string {
  const replicates = simulation[0]?.replicates ?? 0;
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; seed ${seed}.`,
    'Severity model in a worker thread: milliseconds a fit, median (p10–p90); the ratio is of CPU times in the same repetition.',
    speedTable(speed),
    `Raw against adjusted scores: ${panelSize.candidates} candidates, ${panelSize.raters} raters, scale 1–4, mean of ${replicates} panels each.`,
    simulationTable(simulation),
    ...simulation
      .filter(({ unfitted }) => unfitted > 0)
      .map(({ design, severityDeviation, unfitted }) => {
        return `${designNames[design]}, severity ${severityDeviation}: ${unfitted} panels could not be fitted and are left out.`;
      }),
  ].join('\n\n');
}

function speedTable(rows: MeasurementBench['speed']): string {
  const headings = [
    'raters × ratings',
    'crossed CPU',
    'crossed wall',
    'shared CPU',
    'shared wall',
    'crossed : shared',
    'repetitions',
  ];
  const cells = rows.map(({ raters, ratings, crossed, shared, ratio, repetitions, batch }) => [
    `${raters} × ${ratings}`,
    ...[crossed.cpu, crossed.wall, shared.cpu, shared.wall].map((spread) => spreadText(spread, 1)),
    spreadText(ratio, 2),
    batch === 1 ? String(repetitions) : `${repetitions} × ${batch}`,
  ]);
  return table(headings, cells, headings.slice(1));
}

function simulationTable(rows: MeasurementBench['simulation']): string {
  const measures = ['RMSE', 'misordered %', 'top fifth %', 'coverage %'].map((measure) => `${measure} raw → adjusted`);
  const headings = ['assignment', 'severity SD', ...measures];
  const cells = rows.map(({ design, severityDeviation, raw, adjusted }) => [
    designNames[design],
    String(severityDeviation),
    `${raw.rmse.toFixed(3)} → ${adjusted.rmse.toFixed(3)}`,
    ...(['misordered', 'topFifth', 'coverage'] as const).map((measure) => percentages(measure, raw, adjusted)),
  ]);
  return table(headings, cells, headings.slice(1));
}

function percentages(measure: keyof Accuracy, raw: Accuracy, adjusted: Accuracy): string {
  return [raw, adjusted].map((accuracy) => (100 * accuracy[measure]).toFixed(1)).join(' → ');
}

function spreadText({ median, p10, p90 }: Spread, decimals: number): string {
  return `${median.toFixed(decimals)} (${p10.toFixed(decimals)}–${p90.toFixed(decimals)})`;
}
