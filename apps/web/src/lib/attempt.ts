import { routes } from '@assay/contracts';
import { endpointQuery } from './endpoint-query.js';

/** The candidate's attempt: clock, workspaces, receipts. */
export const attemptQuery = () => endpointQuery(routes.attempts.get, {});
