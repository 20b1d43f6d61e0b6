import type { AttemptEvent } from '@assay/contracts';
import { apiPrefix, attemptEvent, attemptEventsPath } from '@assay/contracts';
import { readEvents } from '@assay/api-client';

export interface AttemptStreamOptions {
  /** The newest event that is known; the stream goes on after it. */
  after: () => number;
  onEvent: (event: AttemptEvent) => void;
  /** Whether events arrive by themselves now. */
  onLive: (live: boolean) => void;
  signal: AbortSignal;
  /** Waits before the next try; ends early when the signal aborts. */
  pause: (milliseconds: number) => Promise<void>;
}

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Follows the attempt's events until the signal aborts. A dropped connection is taken up again after the newest known event,
 * so nothing is lost and nothing comes twice. A fetch instead of an `EventSource`, because only it can say where to go on.
 */
export async function followAttempt(options: AttemptStreamOptions): Promise<void> {
  const { signal, onLive, pause } = options;
  let wait = firstPauseMs;
  while (!signal.aborted) {
    const progressed = await followOnce(options);
    onLive(false);
    wait = progressed ? firstPauseMs : Math.min(wait * 2, longestPauseMs);
    await pause(wait);
  }
}

/** One connection, from opening to its end; true when it was one. */
async function followOnce({ after, onEvent, onLive, signal }: AttemptStreamOptions): Promise<boolean> {
  try {
    const response = await globalThis.fetch(apiPrefix + attemptEventsPath, {
      headers: { accept: 'text/event-stream', 'last-event-id': String(after()) },
      credentials: 'same-origin',
      signal,
    });
    if (!response.ok || !response.body) {
      return false;
    }
    onLive(true);
    for await (const { data } of readEvents(response.body)) {
      const parsed = attemptEvent.safeParse(parseJson(data));
      // What a newer server says and this page does not know is left to the next full answer.
      if (parsed.success && parsed.data.seq > after()) {
        onEvent(parsed.data);
      }
    }
    return true;
  } catch {
    // A dropped connection is normal life: trains have tunnels. The loop tries again.
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
