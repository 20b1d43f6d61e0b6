import { AssayError } from '@assay/platform';
import type { ApiRequest } from './exchange.js';
import { candidateCookie, staffCookie } from './exchange.js';

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other sites from acting with a visitor's cookies: a request that changes something must come from a page of ours.
 * Browsers send Origin with every such request; one that carries a cookie and no Origin is refused as well. Requests with
 * an Authorization header need no check: no foreign page can add that header.
 */
export class OriginPolicy {
  constructor(private readonly publicUrl: string) {}

  /** @throws AssayError `wrong-origin` */
  assertAllowed(request: ApiRequest): void {
    if (harmless.has(request.method) || request.headers.authorization !== undefined) {
      return;
    }
    const { origin } = request.headers;
    const allowed = origin === undefined ? !carriesSession(request) : this.isOurs(origin, request.headers.host);
    if (!allowed) {
      throw new AssayError('wrong-origin', `Nothing was changed: send this from ${this.publicUrl}, where Assay is served.`);
    }
  }

  private isOurs(origin: string, host: string | undefined): boolean {
    if (origin === new URL(this.publicUrl).origin) {
      return true;
    }
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}

function carriesSession(request: ApiRequest): boolean {
  return request.cookies[staffCookie] !== undefined || request.cookies[candidateCookie] !== undefined;
}
