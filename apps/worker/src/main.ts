import 'reflect-metadata';
import process from 'node:process';
import { loadConfig, loggerOptions, messageOf, withoutPasswords } from '@assay/platform';
import { NestFactory } from '@nestjs/core';
import { Logger, PinoLogger } from 'nestjs-pino';
import { allowedDrivers } from './grading/sandbox.drivers.js';
import { SandboxEngine } from './grading/sandbox.engine.js';
import type { EngineFactory } from './worker.module.js';
import { WorkerModule } from './worker.module.js';

async function main(): Promise<void> {
  const config = loadConfig();
  const { size, startsAtOnce, idleSeconds, gradingsPerGrader } = config.worker.pool;
  const pool = { size, startsAtOnce, idleMs: idleSeconds * 1_000, gradingsPerGrader };
  const openEngine: EngineFactory = async ({ workerId }) => new SandboxEngine(await allowedDrivers(config, workerId), pool);
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, openEngine), {
    logger: new Logger(new PinoLogger({ pinoHttp: loggerOptions(config, 'worker') }), {}),
    abortOnError: false,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void worker.close().then(() => process.exit(0));
    });
  }
  process.stdout.write('{"ready":true}\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`The worker cannot start: ${withoutPasswords(messageOf(error))}\n`);
  process.exit(1);
});
