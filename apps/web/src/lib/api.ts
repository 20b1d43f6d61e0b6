import { ApiProblem, createClient } from '@assay/api-client';
import type { ProblemCode } from '@assay/contracts';

/** The one caller of the API. It asks the page's own origin, so cookies go along. */
export const api = createClient({ baseUrl: '', fetch: (input, init) => globalThis.fetch(input, init) });

/** The code of a problem, or null when the API did not answer at all. */
export function problemCode(error: unknown): ProblemCode | null {
  return error instanceof ApiProblem ? error.problem.code : null;
}

export function hasCode(error: unknown, ...codes: ProblemCode[]): boolean {
  const code = problemCode(error);
  return code !== null && codes.includes(code);
}
