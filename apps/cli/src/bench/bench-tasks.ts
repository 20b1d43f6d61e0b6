import type { SimulationRow } from './accuracy.js';
import { simulationRow } from './accuracy.js';
import type { SeveritySize, SpeedRow } from './severity-speed.js';
import { timeSeverity } from './severity-speed.js';
import type { Panel } from './simulate.js';

/** What a worker thread can be asked to do. Plain data, as are the rows that come back. */
export type BenchTask =
  | { kind: 'speed'; size: SeveritySize; repetitions: number; seed: number }
  | { kind: 'simulation'; panel: Panel; replicates: number; seed: number };

/** The row that each task gives. */
export interface BenchRows {
  speed: SpeedRow;
  simulation: SimulationRow;
}

export function runTask(task: BenchTask): SpeedRow | SimulationRow {
  switch (task.kind) {
    case 'speed':
      return timeSeverity(task.size, task.repetitions, task.seed);
    case 'simulation':
      return simulationRow(task.panel, task.replicates, task.seed);
  }
}
