import { ApiProblem } from '@assay/api-client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { hasCode } from '../lib/api.js';
import { sessionQuery } from '../lib/session.js';

/** What the API said no to stays no; an answer that never came, or "try later", is worth another try. */
function worthRetrying(failures: number, error: unknown): boolean {
  const final = error instanceof ApiProblem && !hasCode(error, 'unavailable');
  return !final && failures < 3;
}

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The session ended while a screen was open: the guard finds out and asks to sign in again.
        const aboutSession = query.queryKey[0] === sessionQuery().queryKey[0];
        if (hasCode(error, 'not-signed-in') && !aboutSession && client.getQueryData(sessionQuery().queryKey)) {
          void client.invalidateQueries({ queryKey: sessionQuery().queryKey });
        }
      },
    }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
  return client;
}
