import { hostname } from 'node:os';
import process from 'node:process';
import type { AssayConfig } from '@assay/platform';
import { newId } from '@assay/platform';

/** What one worker process goes by. */
export class WorkerSettings {
  /** Unique to this process, readable in logs, claims and sandbox labels. */
  readonly workerId = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  /** A claim not renewed for so long may be taken over. */
  readonly leaseSeconds: number;
  /** Where `health/` listens; undefined: nowhere. */
  readonly healthPort: number | undefined;

  constructor({ worker }: Pick<AssayConfig, 'worker'>) {
    this.leaseSeconds = worker.leaseSeconds;
    this.healthPort = worker.healthPort;
  }
}
