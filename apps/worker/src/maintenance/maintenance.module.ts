import { Module } from '@nestjs/common';
import { SweepProcessor } from './sweep.processor.js';
import { SweepService } from './sweep.service.js';
import { UpkeepService } from './upkeep.service.js';

@Module({ providers: [SweepProcessor, SweepService, UpkeepService], exports: [UpkeepService] })
export class MaintenanceModule {}
