import { Module } from '@nestjs/common';
import { MaintenanceModule } from '../maintenance/maintenance.module.js';
import { HealthServer } from './health.server.js';

@Module({ imports: [MaintenanceModule], providers: [HealthServer] })
export class HealthModule {}
