import { Module } from '@nestjs/common';
import { BlindWorkService } from './blind-work.service.js';
import { RatingsService } from './ratings.service.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';

@Module({ controllers: [ReviewsController], providers: [ReviewsService, RatingsService, BlindWorkService] })
export class ReviewsModule {}
