import { Module } from '@nestjs/common';
import { AuditSealProcessor } from './audit-seal.processor.js';
import { AuditSealService } from './audit-seal.service.js';

@Module({ providers: [AuditSealProcessor, AuditSealService] })
export class AuditModule {}
