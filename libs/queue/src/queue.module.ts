import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { ConsumerOptions } from './job.consumers.js';
import { consumerOptions, JobConsumers } from './job.consumers.js';
import { JobProducer } from './job.producer.js';
import type { QueueOptions } from './queue.backend.js';
import { QueueBackend } from './queue.backend.js';
import { QueueMetrics } from './queue.metrics.js';

@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(private readonly backend: QueueBackend) {}

  /**
   * The queue for producers, everywhere in the application. Starting waits until it answers.
   *
   * @throws AssayError `queue-unavailable` at start.
   */
  static forRoot(options: QueueOptions): DynamicModule {
    const opened = {
      provide: QueueBackend,
      useFactory: async () => {
        const backend = new QueueBackend(options);
        await backend.open();
        return backend;
      },
    };
    return {
      module: QueueModule,
      global: true,
      providers: [opened, JobProducer, QueueMetrics],
      exports: [QueueBackend, JobProducer, QueueMetrics],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

/** Runs the `@Handles` classes of the application; beside `QueueModule.forRoot`. */
@Module({})
export class JobConsumersModule {
  static forRoot(options: ConsumerOptions): DynamicModule {
    return {
      module: JobConsumersModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [{ provide: consumerOptions, useValue: options }, JobConsumers],
      exports: [JobConsumers],
    };
  }
}
