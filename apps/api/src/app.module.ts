import { DatabaseModule } from '@assay/database';
import type { AssayConfig } from '@assay/platform';
import { requireDatabaseUrl } from '@assay/platform';
import { QueueModule } from '@assay/queue';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AssessmentsModule } from './assessments/assessments.module.js';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { ExercisesModule } from './exercises/exercises.module.js';
import { HttpModule } from './http/http.module.js';
import { requestLog } from './http/request-log.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { RolesModule } from './roles/roles.module.js';
import { ScorecardsModule } from './scorecards/scorecards.module.js';
import { SubmissionsModule } from './submissions/submissions.module.js';
import { SystemModule } from './system/system.module.js';
import { WebModule } from './web/web.module.js';

/** Everything that the API is made of. The web comes last, since it answers every address that nobody else does. */
@Module({})
export class AppModule {
  /** @throws ConfigError when a database URL is missing. */
  static forRoot(config: AssayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(requestLog(config)),
        DatabaseModule.forRoot({
          appUrl: requireDatabaseUrl(config, 'app'),
          poolSize: config.database.poolSize,
          applicationName: 'assay-api',
        }),
        QueueModule.forRoot(queueOf(config)),
        HttpModule.forRoot(config),
        AuthModule,
        SystemModule,
        AttemptsModule,
        SubmissionsModule,
        AssessmentsModule,
        AuditModule,
        DecisionsModule,
        ExercisesModule,
        InvitationsModule,
        ReviewsModule,
        RolesModule,
        ScorecardsModule,
        WebModule,
      ],
    };
  }
}

function queueOf(config: AssayConfig) {
  return config.queue.backend === 'redis'
    ? { backend: 'redis' as const, url: config.queue.redisUrl }
    : { backend: 'postgres' as const, url: requireDatabaseUrl(config, 'queue') };
}
