import type { SimulationRow } from './accuracy.js';
import { inWorker } from './in-worker.js';
import type { Machine } from './machine.js';
import { thisMachine } from './machine.js';
import type { SpeedRow } from './severity-speed.js';
import { severitySizes } from './severity-speed.js';
import type { AssignmentDesign } from './simulate.js';

/** What `assay bench measurement` says; `--json` prints it as it is. */
export interface MeasurementBench {
  machine: Machine;
  seed: number;
  speed: SpeedRow[];
  simulation: SimulationRow[];
}

interface Effort {
  repetitions: number;
  replicates: number;
}

export const quick: Effort = { repetitions: 7, replicates: 200 };
export const thorough: Effort = { repetitions: 31, replicates: 5000 };

const designs: readonly AssignmentDesign[] = ['complete', 'incomplete', 'confounded', 'gold'];
const severityDeviations = [0, 0.2, 0.35, 0.5];
const seed = 20_260_101;

/** Times the severity model and compares raw with adjusted scores, one task after the other so that none disturbs another. */
export async function benchMeasurement({ repetitions, replicates }: Effort, signal: AbortSignal): Promise<MeasurementBench> {
  const speed: SpeedRow[] = [];
  for (const size of severitySizes) {
    speed.push(await inWorker({ kind: 'speed', size, repetitions, seed }, signal));
  }
  const simulation: SimulationRow[] = [];
  for (const design of designs) {
    for (const severityDeviation of severityDeviations) {
      const panel = { design, severityDeviation };
      simulation.push(await inWorker({ kind: 'simulation', panel, replicates, seed }, signal));
    }
  }
  return { machine: thisMachine(), seed, speed, simulation };
}
