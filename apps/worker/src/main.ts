import 'reflect-metadata';
import process from 'node:process';
import { loadConfig, messageOf, withoutPasswords } from '@assay/platform';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { WorkerModule } from './worker.module.js';

async function main(): Promise<void> {
  const config = loadConfig();
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  worker.useLogger(worker.get(Logger));
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
