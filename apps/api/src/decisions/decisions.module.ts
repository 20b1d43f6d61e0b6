import { Module } from '@nestjs/common';
import { ScorecardsModule } from '../scorecards/scorecards.module.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';

@Module({ imports: [ScorecardsModule], controllers: [DecisionsController], providers: [DecisionsService] })
export class DecisionsModule {}
