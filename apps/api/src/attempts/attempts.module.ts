import { Module } from '@nestjs/common';
import { AttemptReadingService } from './attempt-reading.service.js';
import { AttemptsService } from './attempts.service.js';
import { CandidateController } from './candidate.controller.js';
import { OpeningService } from './opening.service.js';
import { RevisionsService } from './revisions.service.js';
import { RunningAttemptService } from './running-attempt.service.js';
import { TrialRunsService } from './trial-runs.service.js';

@Module({
  controllers: [CandidateController],
  providers: [OpeningService, AttemptsService, AttemptReadingService, RunningAttemptService, RevisionsService, TrialRunsService],
  exports: [RunningAttemptService],
})
export class AttemptsModule {}
