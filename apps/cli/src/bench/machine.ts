import { availableParallelism, cpus } from 'node:os';
import process from 'node:process';

export interface Machine {
  cpu: string;
  cores: number;
  node: string;
}

/** What measurements of this run are true of. */
export function thisMachine(): Machine {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version };
}
