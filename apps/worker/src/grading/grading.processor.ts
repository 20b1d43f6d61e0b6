import type { JobPayload } from '@assay/contracts';
import type { JobContext } from '@assay/queue';
import { Handles } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import { GradingService } from './grading.service.js';

@Handles('grading.run')
@Injectable()
export class GradingProcessor {
  constructor(private readonly gradings: GradingService) {}

  handle(payload: JobPayload<'grading.run'>, { signal }: JobContext): Promise<void> {
    return this.gradings.grade(payload, signal);
  }
}
