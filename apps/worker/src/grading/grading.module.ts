import type { OnApplicationShutdown } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { GradingEngineService } from './grading-engine.service.js';
import { GradingProcessor } from './grading.processor.js';
import { GradingRecorder } from './grading.recorder.js';
import { GradingService } from './grading.service.js';
import { LeaseKeeper } from './lease.keeper.js';

@Module({ providers: [GradingProcessor, GradingRecorder, GradingService, LeaseKeeper] })
export class GradingModule implements OnApplicationShutdown {
  constructor(private readonly engine: GradingEngineService) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
  }
}
