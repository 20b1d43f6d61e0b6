import { Module } from '@nestjs/common';
import { WebController } from './web.controller.js';

/** Must be the last module: it answers whatever nobody else does. */
@Module({ controllers: [WebController] })
export class WebModule {}
