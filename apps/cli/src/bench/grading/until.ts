import { AssayError, pause, startStopwatch } from '@assay/platform';

const lookEveryMs = 20;

/**
 * Looks again and again until the condition holds.
 *
 * @throws AssayError `bench-failed` with the sentence when it does not hold in time
 * @throws the signal's reason when it is aborted
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  sentence: () => string,
  signal: AbortSignal,
): Promise<void> {
  const waited = startStopwatch();
  while (!(await condition())) {
    signal.throwIfAborted();
    if (waited.elapsedMs() > withinMs) {
      throw new AssayError('bench-failed', sentence());
    }
    await pause(lookEveryMs, signal);
  }
}
