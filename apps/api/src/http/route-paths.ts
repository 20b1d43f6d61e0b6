import type { Route } from '@assay/contracts';
import { apiPrefix, routes } from '@assay/contracts';

/** Every route of the contracts, in the order of the table. */
export const allRoutes: readonly Route[] = Object.values(routes).flatMap((group) => Object.values<Route>(group));

const patterns = allRoutes.map((route) => ({
  method: route.method,
  pattern: new RegExp(`^${apiPrefix}${route.path.replace(/:\w+/g, '[^/]+')}$`),
}));

/** Methods that the contracts offer at a path; empty where there is nothing. */
export function allowedMethods(path: string): string[] {
  return [...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}
