import { Module } from '@nestjs/common';
import { RolesModule } from '../roles/roles.module.js';
import { ComparisonController } from './comparison.controller.js';
import { ComparisonService } from './comparison.service.js';
import { EvidenceService } from './evidence.service.js';

@Module({
  imports: [RolesModule],
  controllers: [ComparisonController],
  providers: [ComparisonService, EvidenceService],
  exports: [ComparisonService],
})
export class ScorecardsModule {}
