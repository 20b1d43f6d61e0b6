import type { AttemptEvent, AttemptView, ExerciseWorkspace } from '@assay/contracts';
import { routes } from '@assay/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.js';
import { endpointKey } from './endpoint-query.js';
import { serverClock } from './server-clock.js';

/** An attempt that has just arrived: the page's clock follows it. */
export function received(attempt: AttemptView): AttemptView {
  serverClock.observe(attempt.now);
  return attempt;
}

/** The candidate's attempt: clock, workspaces, receipts. Events that are newer than an answer stay. */
export const attemptQuery = () =>
  queryOptions({
    queryKey: endpointKey(routes.attempts.get, {}),
    queryFn: async ({ signal }): Promise<AttemptView> => received(await api(routes.attempts.get, {}, signal)),
    structuralSharing: (before, after) => newerAttempt(before as AttemptView | undefined, after as AttemptView),
    // Events keep it current; what could have been missed is asked for when the page is looked at again.
    staleTime: 5_000,
  });

/** Puts an attempt that an action answered into the cache. */
export function storeAttempt(client: QueryClient, attempt: AttemptView): void {
  client.setQueryData(attemptQuery().queryKey, received(attempt));
}

/** An answer that left the server before an event we already know must not undo it. */
export function newerAttempt(before: AttemptView | undefined, after: AttemptView): AttemptView {
  const sameAttempt = before?.startedAt === after.startedAt;
  return before && sameAttempt && before.lastEvent > after.lastEvent ? before : after;
}

/** The attempt after one event of its stream. Events that are known already change nothing. */
export function withEvent(attempt: AttemptView, { seq, event }: AttemptEvent): AttemptView {
  if (seq <= attempt.lastEvent) {
    return attempt;
  }
  const next = { ...attempt, lastEvent: seq };
  switch (event.type) {
    case 'run':
      return withWorkspace(next, event.run.exerciseId, (workspace) =>
        isLater(workspace.lastRun, event.run, 'requestedAt') ? { ...workspace, lastRun: event.run } : workspace,
      );
    case 'submission':
      return withWorkspace(next, event.receipt.exerciseId, (workspace) =>
        isLater(workspace.receipt, event.receipt, 'receivedAt') ? { ...workspace, receipt: event.receipt } : workspace,
      );
    case 'deadline':
      return { ...next, deadline: event.deadline, timeCreditSeconds: event.timeCreditSeconds };
    case 'closed':
      return { ...next, state: 'closed', closed: { at: event.at, how: event.how } };
  }
}

/** The attempt with one exercise changed. */
export function withWorkspace(
  attempt: AttemptView,
  exerciseId: string,
  change: (workspace: ExerciseWorkspace) => ExerciseWorkspace,
): AttemptView {
  return {
    ...attempt,
    workspaces: attempt.workspaces.map((workspace) => (workspace.id === exerciseId ? change(workspace) : workspace)),
  };
}

/** News of the same thing, or of a newer one; an event about an older run or submission says nothing new. */
function isLater<K extends string, T extends Record<K, string> & { id: string }>(known: T | null, news: T, at: K): boolean {
  return known === null || known.id === news.id || Date.parse(news[at]) >= Date.parse(known[at]);
}
