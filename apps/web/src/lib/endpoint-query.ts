import type { Route, RouteResponse } from '@assay/contracts';
import type { QueryKey } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.js';

/** What the client wants for a route: its params and query, where it has them. */
export type EndpointInput<R extends Route> = Parameters<typeof api<R>>[1];

/**
 * Key, fetcher and type of one GET endpoint. Features name theirs:
 * `export const reviewQuery = (reviewId: string) => endpointQuery(routes.reviews.get, { params: { reviewId } })`.
 */
export function endpointQuery<R extends Route>(route: R, input: EndpointInput<R>) {
  return queryOptions<RouteResponse<R>>({
    queryKey: endpointKey(route, input),
    queryFn: ({ signal }) => api(route, input, signal),
  });
}

/** Without input it is the start of every key of the endpoint, to invalidate them all. */
export function endpointKey<R extends Route>(route: R, input?: EndpointInput<R>): QueryKey {
  const parts: Partial<Record<'params' | 'query', unknown>> = input ?? {};
  return input ? [route.path, parts.params ?? null, parts.query ?? null] : [route.path];
}
