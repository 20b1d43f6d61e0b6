import { Module } from '@nestjs/common';
import { ExercisesModule } from '../exercises/exercises.module.js';
import { RolesModule } from '../roles/roles.module.js';
import { AssessmentDraftsService } from './assessment-drafts.service.js';
import { AssessmentsController } from './assessments.controller.js';
import { AssessmentsService } from './assessments.service.js';
import { ResponsibleStaffService } from './responsible-staff.service.js';

@Module({
  imports: [RolesModule, ExercisesModule],
  controllers: [AssessmentsController],
  providers: [AssessmentsService, AssessmentDraftsService, ResponsibleStaffService],
  exports: [AssessmentsService, ResponsibleStaffService],
})
export class AssessmentsModule {}
