import { Module } from '@nestjs/common';
import { AttemptCloseProcessor } from './attempt-close.processor.js';
import { AttemptCloseService } from './attempt-close.service.js';

@Module({ providers: [AttemptCloseProcessor, AttemptCloseService] })
export class AttemptsModule {}
