import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { SystemController } from './system.controller.js';
import { SystemService } from './system.service.js';

@Module({ controllers: [SystemController, HealthController], providers: [SystemService] })
export class SystemModule {}
