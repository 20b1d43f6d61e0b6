import { Module } from '@nestjs/common';
import { GradingProcessor } from './grading.processor.js';
import { GradingRecorder } from './grading.recorder.js';
import { GradingService } from './grading.service.js';
import { LeaseKeeper } from './lease.keeper.js';

@Module({ providers: [GradingProcessor, GradingRecorder, GradingService, LeaseKeeper] })
export class GradingModule {}
