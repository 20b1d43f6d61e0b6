import { routes } from '@assay/contracts';
import { loadConfig } from '@assay/platform';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DynamicModule, Type } from '@nestjs/common';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoggerModule } from 'nestjs-pino';
import { createApp } from '../create-app.js';
import { Authenticator } from './authenticator.js';
import { Endpoint } from './endpoint.js';
import { HttpModule } from './http.module.js';
import { requestLog } from './request-log.js';

const config = loadConfig({ NODE_ENV: 'test', ASSAY_LOG_LEVEL: 'debug', ASSAY_PUBLIC_URL: 'https://assay.example' });

class NobodyKnown extends Authenticator {
  staffOf = () => Promise.resolve(null);
  apiKeyOf = () => Promise.resolve(null);
  candidateOf = () => Promise.resolve(null);
}

@Module({ providers: [{ provide: Authenticator, useClass: NobodyKnown }], exports: [Authenticator] })
class NobodyModule {}

let app: NestFastifyApplication | undefined;

async function appWith(...controllers: Type[]): Promise<NestFastifyApplication> {
  class SpecModule {}
  const module: DynamicModule = {
    module: SpecModule,
    imports: [
      LoggerModule.forRoot(requestLog(config)),
      HttpModule.forRoot(config),
      { module: NobodyModule, global: true },
    ],
    controllers,
  };
  app = await createApp(config, module);
  return app;
}

afterEach(async () => {
  await app?.close();
  app = undefined;
});

@Controller()
class StatusController {
  @Endpoint(routes.system.status)
  status() {
    const grading = { state: 'unknown', driver: null, assurance: null, message: 'm', command: null, progress: null } as const;
    return { version: '1', now: '2026-01-01T00:00:00Z', grading, hidden: 'never leaves' };
  }
}

@Controller()
class UnguardedController {
  @Get('/api/v1/open-door')
  open() {
    return 'everything';
  }
}

describe('the plumbing', () => {
  it('answers through the contract and adds nothing to it', async () => {
    const answer = await (await appWith(StatusController)).inject({ url: '/api/v1/system/status' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(expect.not.objectContaining({ hidden: expect.anything() as unknown }));
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses to start with a handler that declares no access', async () => {
    await expect(appWith(StatusController, UnguardedController)).rejects.toThrow(/UnguardedController\.open/);
  });
});
