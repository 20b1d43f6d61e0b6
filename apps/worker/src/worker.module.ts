import { DatabaseModule } from '@assay/database';
import type { AssayConfig } from '@assay/platform';
import { requireDatabaseUrl } from '@assay/platform';
import type { QueueOptions } from '@assay/queue';
import { JobConsumersModule, QueueModule } from '@assay/queue';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { GradingEngineService } from './grading/grading-engine.service.js';
import { GradingModule } from './grading/grading.module.js';
import { HealthModule } from './health/health.module.js';
import { MaintenanceModule } from './maintenance/maintenance.module.js';
import { WorkerSettings } from './worker-settings.js';

/** Attempts that end at the same deadline are closed this many at a time. */
const closings = 4;
/** Running gradings get so long to finish after the process was asked to stop; what is not done is given back. */
const stopAfterMs = 5_000;

export type EngineFactory = (settings: WorkerSettings) => GradingEngineService | Promise<GradingEngineService>;

@Module({})
export class WorkerModule {
  /**
   * @param openEngine What runs the gradings.
   * @throws ConfigError when a database URL was not set.
   */
  static forRoot(config: AssayConfig, openEngine: EngineFactory): DynamicModule {
    const { concurrency, sweepSeconds, sealSeconds } = config.worker;
    return {
      module: WorkerModule,
      global: true,
      imports: [
        DatabaseModule.forRoot({
          appUrl: requireDatabaseUrl(config, 'app'),
          poolSize: Math.max(config.database.poolSize, concurrency + 4),
          applicationName: 'assay-worker',
        }),
        QueueModule.forRoot(queueOptions(config)),
        JobConsumersModule.forRoot({
          concurrency: { 'grading.run': concurrency, 'attempts.close': closings },
          every: { 'maintenance.sweep': sweepSeconds * 1_000, 'audit.seal': sealSeconds * 1_000 },
          heldAtStart: ['grading.run'],
          stopAfterMs,
        }),
        GradingModule,
        AttemptsModule,
        AuditModule,
        MaintenanceModule,
        HealthModule,
      ],
      providers: [
        { provide: WorkerSettings, useValue: new WorkerSettings(config) },
        { provide: GradingEngineService, useFactory: openEngine, inject: [WorkerSettings] },
      ],
      exports: [WorkerSettings, GradingEngineService],
    };
  }
}

function queueOptions(config: AssayConfig): QueueOptions {
  return config.queue.backend === 'redis'
    ? { backend: 'redis', url: config.queue.redisUrl }
    : { backend: 'postgres', url: requireDatabaseUrl(config, 'queue') };
}
