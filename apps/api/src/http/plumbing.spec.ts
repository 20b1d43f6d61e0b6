import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { loadConfig, newId } from '@assay/platform';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DynamicModule, Type } from '@nestjs/common';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoggerModule } from 'nestjs-pino';
import { createApp } from '../create-app.js';
import { Requires } from './access.js';
import type { CandidateActor, StaffActor } from './actor.js';
import { Authenticator } from './authenticator.js';
import { defaultBodyLimit } from './body-limit.js';
import { Endpoint } from './endpoint.js';
import { HttpModule } from './http.module.js';
import { requestLog, withoutTokens } from './request-log.js';

const publicUrl = 'https://assay.example';
const config = loadConfig({ NODE_ENV: 'test', ASSAY_PUBLIC_URL: publicUrl });
const ada: StaffActor = {
  kind: 'staff',
  tenantId: newId(),
  staffId: newId(),
  sessionId: newId(),
  permissions: new Set(['roles.read']),
};
const signedIn = { cookie: 'assay_session=known' };

class OnePersonKnown extends Authenticator {
  staffOf = (token: string) => Promise.resolve(token === 'known' ? ada : null);
  apiKeyOf = () => Promise.resolve(null);
  candidateOf = () => Promise.resolve(null);
}

@Module({ providers: [{ provide: Authenticator, useClass: OnePersonKnown }], exports: [Authenticator] })
class IdentityModule {}

@Controller()
class SystemController {
  @Endpoint(routes.system.status)
  status() {
    const grading = { state: 'unknown', driver: null, assurance: null, message: 'm', command: null, progress: null } as const;
    return { version: '1', now: '2026-01-01T00:00:00Z', grading, hidden: 'never leaves' };
  }

  @Endpoint(routes.roles.get)
  fails(): never {
    throw new Error('connection to 10.0.0.7 refused for user assay_app');
  }

  @Endpoint(routes.auth.signOut)
  signOut() {
    return {};
  }

  @Endpoint(routes.auth.signIn)
  signIn(): never {
    throw new Error('not asked here');
  }
}

@Controller()
class UnguardedController {
  @Get('/api/v1/open-door')
  open() {
    return 'everything';
  }
}

@Controller()
class SecondStatusController {
  @Endpoint(routes.system.status)
  again(): never {
    throw new Error('not asked here');
  }
}

@Controller()
class GuardedFileController {
  @Get('/api/v1/file')
  @Requires('signed-in')
  file() {
    return 'contents';
  }
}

@Module({})
class AppUnderTest {}

let app: NestFastifyApplication | undefined;

async function appWith(...controllers: Type[]): Promise<NestFastifyApplication> {
  const module: DynamicModule = {
    module: AppUnderTest,
    imports: [LoggerModule.forRoot(requestLog(config)), HttpModule.forRoot(config), { module: IdentityModule, global: true }],
    controllers,
  };
  app = await createApp(config, module);
  return app;
}

afterEach(async () => {
  await app?.close();
  app = undefined;
});

describe('the start', () => {
  it('is refused by a handler that declares no access', async () => {
    await expect(appWith(SystemController, UnguardedController)).rejects.toThrow(/UnguardedController\.open/);
  });

  it('is refused by a second handler of a route', async () => {
    await expect(appWith(SystemController, SecondStatusController)).rejects.toThrow(
      /already declared for route '\/api\/v1\/system\/status'/,
    );
  });
});

describe('an answer', () => {
  it('goes through the contract, which adds and lets through nothing', async () => {
    const answer = await (await appWith(SystemController)).inject({ url: '/api/v1/system/status' });
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.json())).toEqual(['version', 'now', 'grading']);
  });

  it('carries an id and the security headers, with no inline script allowed', async () => {
    const { headers } = await (await appWith(SystemController)).inject({ url: '/api/v1/system/status' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]+';/);
    expect(policy).toMatch(/style-src 'self' 'nonce-[0-9a-f]+';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    });
  });
});

describe('a problem', () => {
  it('of ours says nothing but an id, which the log has', async () => {
    const server = await appWith(SystemController);
    const answer = await server.inject({ url: `/api/v1/roles/${newId()}`, headers: signedIn });
    expect(answer.statusCode).toBe(500);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toEqual({
      type: 'urn:assay:problem:unexpected',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'unexpected',
      detail: expect.stringContaining('our fault') as unknown,
      id: answer.headers['x-request-id'],
    });
  });

  it.each([
    ['GET', '/api/v1/nothing-here', 404, 'not-found'],
    ['GET', '/api/v1/auth/sign-in', 405, 'method-not-allowed'],
    ['POST', '/api/v1/system/status', 405, 'method-not-allowed'],
    ['GET', '/api/v1/roles/%zz', 400, 'invalid-input'],
  ] as const)('at %s %s is %d %s', async (method, url, status, code) => {
    const answer = await (await appWith(SystemController)).inject({ method, url, headers: signedIn });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(answer.headers['allow']).toBe(status === 405 ? (url.endsWith('status') ? 'GET' : 'POST') : undefined);
  });

  it.each([
    ['malformed JSON', 'application/json', '{"email":', 400, 'invalid-input'],
    ['a key that would change prototypes', 'application/json', '{"__proto__":{"admin":true}}', 400, 'invalid-input'],
    ['no JSON at all', 'application/xml', '<a/>', 400, 'invalid-input'],
    ['a body that is too large', 'application/json', `"${'x'.repeat(defaultBodyLimit)}"`, 413, 'too-large'],
  ])('with %s is named before a handler sees it', async (_, type, payload, status, code) => {
    const headers = { 'content-type': type, origin: publicUrl };
    const answer = await (
      await appWith(SystemController)
    ).inject({ method: 'POST', url: '/api/v1/auth/sign-in', headers, payload });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('names each wrong field', async () => {
    const payload = { email: 'not an address', password: '' };
    const answer = await (await appWith(SystemController)).inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload });
    const { issues } = answer.json<{ issues: { path: string }[] }>();
    expect(issues.map(({ path }) => path)).toEqual(['email', 'password']);
  });
});

describe('a change', () => {
  const url = '/api/v1/auth/sign-out';

  it.each([
    ['from our page', { ...signedIn, origin: publicUrl }, 200],
    ['from the address that was called', { ...signedIn, origin: 'http://localhost:8080', host: 'localhost:8080' }, 200],
    ['from another site', { ...signedIn, origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { ...signedIn, origin: 'null' }, 403],
    ['with a cookie and no origin', signedIn, 403],
    ['from another site without a cookie', { origin: 'https://evil.example' }, 403],
  ])('%s', async (_, headers, status) => {
    const answer = await (await appWith(SystemController)).inject({ method: 'POST', url, headers });
    expect(answer.statusCode).toBe(status);
    if (status === 403) {
      expect(answer.json()).toMatchObject({ code: 'wrong-origin' });
    }
  });
});

describe('a raw handler', () => {
  it('is guarded by what it requires', async () => {
    const server = await appWith(GuardedFileController);
    expect((await server.inject({ url: '/api/v1/file' })).statusCode).toBe(401);
    expect((await server.inject({ url: '/api/v1/file', headers: signedIn })).payload).toBe('contents');
  });
});

describe('the request log', () => {
  it('keeps links and queries to itself', () => {
    expect(withoutTokens('/i/q8yRxJ0bS3cretToken')).toBe('/i/***');
    expect(withoutTokens('/api/v1/reviews?state=mine')).toBe('/api/v1/reviews');
  });
});

/** Never run: that this compiles, with each error where it is expected, is the test. */
export class HandlersThatDoNotFit {
  // @ts-expect-error The answer lacks what the contract promises.
  @Endpoint(routes.system.status)
  status() {
    return { version: '1' };
  }

  // @ts-expect-error A staff route does not act for a candidate.
  @Endpoint(routes.roles.list)
  list(_: RouteRequest<typeof routes.roles.list>, actor: CandidateActor) {
    return { items: [], actor };
  }

  // @ts-expect-error The request has no such part.
  @Endpoint(routes.auth.me)
  me({ body }: { body: { email: string } }) {
    throw new Error(body.email);
  }
}
