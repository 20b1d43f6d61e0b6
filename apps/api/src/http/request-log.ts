import type { AssayConfig } from '@assay/platform';
import { loggerOptions } from '@assay/platform';
import type { Params } from 'nestjs-pino';

/** How requests are logged: one line each with method, path, status and the id that problems quote; no headers, no bodies. */
export function requestLog(config: AssayConfig): Params {
  return {
    pinoHttp: {
      ...loggerOptions(config, 'api'),
      autoLogging: { ignore: (request) => request.url?.startsWith('/api/health/') === true },
      serializers: {
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          url: withoutTokens(request.url),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
  };
}

/** Invitation links carry their secret in the path, and queries may carry anything. */
export function withoutTokens(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/^\/i\/[^/]+/, '/i/***');
}
