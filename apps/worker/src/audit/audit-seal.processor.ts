import { Handles } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import { AuditSealService } from './audit-seal.service.js';

@Handles('audit.seal')
@Injectable()
export class AuditSealProcessor {
  constructor(private readonly seals: AuditSealService) {}

  handle(): Promise<void> {
    return this.seals.sealAll();
  }
}
