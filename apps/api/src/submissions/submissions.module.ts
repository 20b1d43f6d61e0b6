import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { EventStreamsService } from './event-streams.service.js';
import { StaffAttemptsService } from './staff-attempts.service.js';
import { StaffSubmissionsService } from './staff-submissions.service.js';
import { SubmissionEventsController } from './submission-events.controller.js';
import { SubmissionsController } from './submissions.controller.js';
import { SubmissionsService } from './submissions.service.js';

@Module({
  imports: [AttemptsModule],
  controllers: [SubmissionsController, SubmissionEventsController],
  providers: [SubmissionsService, StaffSubmissionsService, StaffAttemptsService, EventStreamsService],
})
export class SubmissionsModule {}
