import type { RouteInput } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { endpointQuery } from '../../lib/endpoint-query.js';

export type NamesShown = 'hidden' | 'shown';

export const loopsQuery = () => endpointQuery(routes.comparison.loops, {});
export const comparisonQuery = (loopId: string, names: NamesShown) =>
  endpointQuery(routes.comparison.get, { params: { loopId }, query: { names } });
export const decisionsQuery = (loopId: string) => endpointQuery(routes.comparison.decisions, { params: { loopId } });
export const linesQuery = (
  params: RouteInput<typeof routes.comparison.evidence>['params'],
  query: RouteInput<typeof routes.comparison.evidence>['query'],
) => endpointQuery(routes.comparison.evidence, { params, query });
