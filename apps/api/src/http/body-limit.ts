import type { FastifyInstance } from 'fastify';

/** Bytes of a body unless the endpoint says otherwise. */
export const defaultBodyLimit = 256 * 1_024;

/** Lets `@Endpoint(route, { bodyLimit })` reach Fastify, which refuses a larger body before it is parsed. */
export function registerBodyLimits(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const limit = (route.config as { bodyLimit?: number } | undefined)?.bodyLimit;
    if (limit !== undefined) {
      route.bodyLimit = limit;
    }
  });
}
