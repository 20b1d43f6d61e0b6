import type { ApiClient } from '@assay/api-client';
import { createClient, readEvents } from '@assay/api-client';
import type { AttemptView, TextFile, TrialRunView } from '@assay/contracts';
import { apiPrefix, attemptEvent, attemptEventsPath, routes } from '@assay/contracts';
import { AssayError, newId, startStopwatch } from '@assay/platform';

/** Milliseconds from the moment a candidate asked for a run. */
export interface RunTimes {
  /** The request was answered. */
  accepted: number;
  /** The event that a worker has claimed it arrived. */
  claimed: number;
  /** The event with its result arrived. */
  event: number;
}

/** A candidate at work, over HTTP as the browser speaks it. */
export interface Candidate {
  attempt: AttemptView;
  /** Saves the first state of an exercise and gives its id. */
  save(exerciseId: string, files: readonly TextFile[]): Promise<string>;
  /** A trial run of what was saved; resolves when its result has arrived as an event. */
  run(exerciseId: string, revisionId: string): Promise<{ run: TrialRunView; times: RunTimes }>;
  /** Hangs up. */
  leave(): void;
}

const resultWithinMs = 60_000;

/** Opens the invitation, begins the attempt and listens to its events. */
export async function beginAttempt(url: string, invitation: string, signal: AbortSignal): Promise<Candidate> {
  const headers: Record<string, string> = { origin: url };
  const remembering: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) {
      headers['cookie'] = cookies.join('; ');
    }
    return response;
  };
  await createClient({ baseUrl: url, fetch: remembering, headers })(
    routes.attempts.open,
    { body: { token: invitation } },
    signal,
  );
  const call = createClient({ baseUrl: url, fetch, headers });
  const attempt = await call(routes.attempts.start, { body: { rulesAccepted: true } }, signal);
  const gone = new AbortController();
  const news = new RunNews();
  await listen(url, headers, news, AbortSignal.any([signal, gone.signal]));
  return {
    attempt,
    save: (exerciseId, files) => save(call, exerciseId, files, signal),
    run: (exerciseId, revisionId) => requestRun(call, news, { exerciseId, revisionId }, signal),
    leave: () => gone.abort(),
  };
}

async function save(call: ApiClient, exerciseId: string, files: readonly TextFile[], signal: AbortSignal): Promise<string> {
  const body = { clientId: newId(), baseSeq: 0, files: [...files] };
  const saved = await call(routes.attempts.saveRevision, { params: { exerciseId }, body }, signal);
  return saved.id;
}

async function requestRun(
  call: ApiClient,
  news: RunNews,
  { exerciseId, revisionId }: { exerciseId: string; revisionId: string },
  signal: AbortSignal,
): Promise<{ run: TrialRunView; times: RunTimes }> {
  const watch = startStopwatch();
  news.since = watch;
  const requested = await call(routes.attempts.run, { params: { exerciseId }, body: { clientId: newId(), revisionId } }, signal);
  const accepted = watch.elapsedMs();
  const { run, claimed, event } = await news.result(requested.id, signal);
  return { run, times: { accepted, claimed, event } };
}

interface Arrived {
  claimed: number;
  event: number;
  run: TrialRunView;
}

/** Events of runs as they arrive, which may be before the request for the run has been answered. */
class RunNews {
  since = startStopwatch();
  readonly #claimed = new Map<string, number>();
  readonly #arrived = new Map<string, Arrived>();
  #wake: () => void = () => undefined;

  take(run: TrialRunView): void {
    const now = this.since.elapsedMs();
    if (run.state === 'running') {
      this.#claimed.set(run.id, now);
    } else if (run.state === 'graded') {
      this.#arrived.set(run.id, { run, event: now, claimed: this.#claimed.get(run.id) ?? now });
      this.#wake();
    }
  }

  async result(id: string, signal: AbortSignal): Promise<Arrived> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(resultWithinMs)]);
    for (;;) {
      const arrived = this.#arrived.get(id);
      if (arrived !== undefined) {
        return arrived;
      }
      if (deadline.aborted) {
        signal.throwIfAborted();
        throw new AssayError('bench-failed', 'No event with the result of a trial run arrived within a minute.');
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        deadline.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}

/** Resolves when the stream is open; then every event is taken as it arrives. */
async function listen(url: string, headers: Record<string, string>, news: RunNews, signal: AbortSignal): Promise<void> {
  const response = await fetch(url + apiPrefix + attemptEventsPath, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal,
  });
  const { body } = response;
  if (!response.ok || body === null) {
    throw new AssayError('bench-failed', `The stream of events was not opened: the answer was ${response.status}.`);
  }
  const follow = async () => {
    for await (const { data } of readEvents(body)) {
      const { event } = attemptEvent.parse(JSON.parse(data));
      if (event.type === 'run') {
        news.take(event.run);
      }
    }
  };
  // Hanging up ends it; whoever waits for a result has a deadline.
  follow().catch(() => undefined);
}
