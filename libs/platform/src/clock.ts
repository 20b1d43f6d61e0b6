/**
 * Measures how long something took, unmoved by changes of the wall clock. What is accepted or rejected by time is decided by
 * the database's clock, never by this one.
 */
export interface Stopwatch {
  /** Milliseconds since it was started, with fractions. */
  elapsedMs(): number;
}

export function startStopwatch(): Stopwatch {
  const start = performance.now();
  return { elapsedMs: () => performance.now() - start };
}

/** Resolves after `ms` milliseconds, or at once when the signal aborts; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
