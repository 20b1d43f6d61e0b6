import type { JobPayload } from '@assay/contracts';
import { Handles } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import { AttemptCloseService } from './attempt-close.service.js';

@Handles('attempts.close')
@Injectable()
export class AttemptCloseProcessor {
  constructor(private readonly attempts: AttemptCloseService) {}

  handle(payload: JobPayload<'attempts.close'>): Promise<void> {
    return this.attempts.close(payload);
  }
}
