import { Handles } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import { SweepService } from './sweep.service.js';

@Handles('maintenance.sweep')
@Injectable()
export class SweepProcessor {
  constructor(private readonly sweeps: SweepService) {}

  handle(): Promise<void> {
    return this.sweeps.sweep();
  }
}
