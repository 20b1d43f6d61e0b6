import type { RouteInput } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { endpointQuery } from '../../lib/endpoint-query.js';

export type ReviewFilter = NonNullable<RouteInput<typeof routes.reviews.list>['query']['state']>;

export const reviewsQuery = (state: ReviewFilter) => endpointQuery(routes.reviews.list, { query: { state } });
export const reviewQuery = (reviewId: string) => endpointQuery(routes.reviews.get, { params: { reviewId } });
export const othersQuery = (reviewId: string) => endpointQuery(routes.reviews.others, { params: { reviewId } });
