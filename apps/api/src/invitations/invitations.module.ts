import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/assessments.module.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';

@Module({ imports: [AssessmentsModule], controllers: [InvitationsController], providers: [InvitationsService] })
export class InvitationsModule {}
