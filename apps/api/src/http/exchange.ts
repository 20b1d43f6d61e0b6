import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

/** Names of the two session cookies; both are HttpOnly and seen by the API alone. */
export const staffCookie = 'assay_session';
export const candidateCookie = 'assay_candidate';
export type SessionCookie = typeof staffCookie | typeof candidateCookie;

/** The request as guards leave it. */
export type ApiRequest = FastifyRequest & { actor?: Actor | null };

/** What a handler may know of and do to the HTTP exchange beyond its body: the address, and the session cookies. */
export class Exchange {
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly secure: boolean,
  ) {}

  /** The caller's address, for throttling. */
  get address(): string {
    return this.request.ip;
  }

  /** The session cookie that came with the request, such as the one a sign-in replaces. */
  cookie(name: SessionCookie): string | undefined {
    return this.request.cookies[name];
  }

  setCookie(name: SessionCookie, token: string, maxAgeSeconds: number): void {
    this.reply.setCookie(name, token, { ...this.attributes(), maxAge: maxAgeSeconds });
  }

  clearCookie(name: SessionCookie): void {
    this.reply.clearCookie(name, this.attributes());
  }

  private attributes() {
    return { path: '/api', httpOnly: true, sameSite: 'lax', secure: this.secure } as const;
  }
}
