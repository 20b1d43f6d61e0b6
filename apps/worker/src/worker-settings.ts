import { hostname } from 'node:os';
import type { AssayConfig } from '@assay/platform';
import { newId } from '@assay/platform';

/** What one worker process goes by. */
export abstract class WorkerSettings {
  /** Unique to this process, readable in logs, claims and sandbox labels. */
  abstract readonly workerId: string;
  /** A claim not renewed for so long may be taken over. */
  abstract readonly leaseSeconds: number;
  /** Where `health/` listens; undefined: nowhere. */
  abstract readonly healthPort: number | undefined;
}

export function workerSettings(config: Pick<AssayConfig, 'worker'>): WorkerSettings {
  return {
    workerId: `${hostname()}-${process.pid}-${newId().slice(-6)}`,
    leaseSeconds: config.worker.leaseSeconds,
    healthPort: config.worker.healthPort,
  };
}
