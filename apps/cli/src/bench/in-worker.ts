import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BenchRows, BenchTask } from './bench-tasks.js';

/**
 * Runs a task in a thread of its own, so that Ctrl-C is heard while it computes.
 *
 * @throws what the task throws, and an `AbortError` when the signal aborts; the thread has ended either way.
 */
export async function inWorker<Kind extends BenchTask['kind']>(
  task: BenchTask & { kind: Kind },
  signal: AbortSignal,
): Promise<BenchRows[Kind]> {
  const worker = new Worker(new URL('./bench.worker.js', import.meta.url), { workerData: task });
  try {
    const [row] = (await once(worker, 'message', { signal })) as [BenchRows[Kind]];
    return row;
  } finally {
    await worker.terminate();
  }
}
