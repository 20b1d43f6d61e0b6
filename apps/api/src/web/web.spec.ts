import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '@assay/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoggerModule } from 'nestjs-pino';
import { createApp } from '../create-app.js';
import { Authenticator } from '../http/authenticator.js';
import { HttpModule } from '../http/http.module.js';
import { requestLog } from '../http/request-log.js';
import { WebModule } from './web.module.js';

class NobodyKnown extends Authenticator {
  staffOf = () => Promise.resolve(null);
  apiKeyOf = () => Promise.resolve(null);
  candidateOf = () => Promise.resolve(null);
}

@Module({ providers: [{ provide: Authenticator, useClass: NobodyKnown }], exports: [Authenticator] })
class IdentityModule {}

@Module({})
class AppUnderTest {}

let folder: string;
let app: NestFastifyApplication;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-web-'));
  const root = path.join(folder, 'app');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(root, 'index.html'), '<!doctype html><html><head><title>Assay</title></head></html>');
  await writeFile(path.join(root, 'assets', 'main-4f2a.js'), 'export {};');
  await writeFile(path.join(root, 'favicon.svg'), '<svg/>');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  const config = loadConfig({ NODE_ENV: 'test', ASSAY_WEB_ROOT: root });
  app = await createApp(config, {
    module: AppUnderTest,
    imports: [
      LoggerModule.forRoot(requestLog(config)),
      HttpModule.forRoot(config),
      { module: IdentityModule, global: true },
      WebModule,
    ],
  });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe('the built web', () => {
  it.each(['/', '/index.html', '/reviews', '/i/some-token', '/assessments/018f/candidates'])(
    'answers %s with the page',
    async (url) => {
      const answer = await app.inject({ url });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
      const nonce = /<head><meta property="csp-nonce" nonce="([0-9a-f]+)">/.exec(answer.payload)?.[1] ?? 'none';
      expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    },
  );

  it('lets hashed files be kept for a year, others be asked for again', async () => {
    const hashed = await app.inject({ url: '/assets/main-4f2a.js' });
    expect([hashed.statusCode, hashed.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(hashed.headers['content-type']).toMatch(/javascript/);
    const icon = await app.inject({ url: '/favicon.svg' });
    expect([icon.statusCode, icon.payload, icon.headers['cache-control']]).toEqual([200, '<svg/>', undefined]);
    expect(icon.headers['etag']).toBeDefined();
  });

  it.each(['/assets/gone-1.js', '/api', '/api/v1/nothing', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/a%00.txt'])(
    'has nothing at %s',
    async (url) => {
      const answer = await app.inject({ url });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found']);
    },
  );
});
