import 'reflect-metadata';
import process from 'node:process';
import { loadConfig } from '@assay/platform';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../worker.module.js';
import { FakeEngine } from './fake-engine.js';

/** A worker process whose gradings never end: it says `grading` on standard output and waits to be killed. */
const engine = new FakeEngine();
engine.answer = () => {
  process.stdout.write('grading\n');
  return new Promise(() => undefined);
};
const worker = WorkerModule.forRoot(loadConfig(), () => engine);
// Nest describes these plain options by a class that it does not export.
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
await NestFactory.createApplicationContext(worker, { logger: ['error', 'warn'], abortOnError: false });
