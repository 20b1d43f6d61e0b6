import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import type { AssayConfig } from '@assay/platform';
import { newId } from '@assay/platform';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { defaultBodyLimit, registerBodyLimits } from './http/body-limit.js';
import { answerProblem } from './http/problem-answer.js';
import { registerSecurityHeaders } from './http/security-headers.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether browsers reach us over https, so that cookies may be Secure. */
    servesHttps: boolean;
  }
}

/** Makes the application, initialised and not yet listening. */
export async function createApp(config: AssayConfig, module: DynamicModule | Type): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: defaultBodyLimit,
    trustProxy: config.http.trustProxy,
    genReqId: newId,
    forceCloseConnections: 'idle',
    // What Fastify refuses before it has found a route, such as an address that cannot be decoded.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      answerProblem(error, request, reply);
    },
  });
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    // Silent until everything is wired: who starts the process says why it could not.
    logger: false,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  server.decorate('servesHttps', config.http.publicUrl.startsWith('https:'));
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  registerBodyLimits(server);
  await server.register(cookie);
  await registerSecurityHeaders(server, config.http.publicUrl);
  if (config.http.webRoot !== undefined) {
    await server.register(fastifyStatic, { root: config.http.webRoot, serve: false });
  }
  try {
    await app.init();
    app.useLogger(app.get(Logger));
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
