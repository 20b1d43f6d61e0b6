import type { InvitationView, RouteRequest, RouteView, routes } from '@assay/contracts';
import type { AssessmentVersionRow, InvitationRow, Transaction } from '@assay/database';
import { AuditStore, CandidateStore, InvitationStore, UnitOfWork } from '@assay/database';
import { invitationState, isUnfinished } from '@assay/domain';
import type { AssayConfig } from '@assay/platform';
import { AssayError, newSecret, sha256 } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { AssessmentsService } from '../assessments/assessments.service.js';
import { ResponsibleStaffService } from '../assessments/responsible-staff.service.js';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { ApiConfig } from '../http/api-config.js';
import { invitationViewOf } from './invitation.view.js';

type Invitees = RouteRequest<typeof routes.invitations.create>['body'];
type Invited = RouteView<typeof routes.invitations.create>['items'][number];

/** How long a link is good for that replaces an expired one. */
const daysAfterExpiry = 14;

/** One request to invite, while it is worked through. */
interface Round {
  actor: StaffActor | ApiKeyActor;
  version: AssessmentVersionRow;
  assessmentId: string;
  createdBy: string;
  expiresInDays: number;
  /** Candidates who are invited and not finished. */
  busy: Set<string>;
}

@Injectable()
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly candidates: CandidateStore,
    private readonly audit: AuditStore,
    private readonly assessments: AssessmentsService,
    private readonly responsible: ResponsibleStaffService,
    @ApiConfig() private readonly config: AssayConfig,
  ) {}

  async list(actor: StaffActor | ApiKeyActor, assessmentId: string): Promise<{ items: InvitationView[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.assessments.find(tx, assessmentId);
      const rows = await this.invitations.list(tx, assessmentId);
      return { items: rows.map((row) => invitationViewOf(row, tx.receivedAt)) };
    });
  }

  /** Invites everybody who can be; who cannot is named with the reason, and stops nobody else. */
  async create(
    actor: StaffActor | ApiKeyActor,
    assessmentId: string,
    { invitees, expiresInDays }: Invitees,
  ): Promise<{ items: Invited[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const version = await this.assessments.published(tx, assessmentId);
      const createdBy = await this.responsible.staffId(tx, actor);
      await this.candidates.lockAddresses(tx);
      const busy = await this.busyCandidates(tx, assessmentId);
      const round: Round = { actor, version, assessmentId, createdBy, expiresInDays, busy };
      const items: Invited[] = [];
      for (const invitee of invitees) {
        items.push(await this.invite(tx, round, invitee));
      }
      return { items };
    });
  }

  /** Makes a new link in place of the old one, which stops working. */
  async reissue(actor: StaffActor | ApiKeyActor, invitationId: string): Promise<{ invitation: InvitationView; link: string }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const held = await this.hold(tx, invitationId);
      const state = invitationState(held, tx.receivedAt);
      if (state === 'revoked') {
        throw new AssayError('link-revoked', 'This invitation was withdrawn: invite the candidate again.');
      }
      if (state === 'finished') {
        throw new AssayError('attempt-closed', 'The candidate has finished: there is nothing left to open.');
      }
      const token = newSecret();
      await this.invitations.replaceToken(tx, invitationId, sha256(token), daysAfterExpiry);
      await this.note(tx, actor, 'invitation.link-replaced', held);
      return { invitation: await this.view(tx, invitationId), link: this.linkTo(token) };
    });
  }

  async revoke(actor: StaffActor | ApiKeyActor, invitationId: string): Promise<InvitationView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const held = await this.hold(tx, invitationId);
      if (held.startedAt !== null) {
        throw new AssayError(
          'attempt-already-started',
          'The candidate has started: an invitation can be withdrawn before that only.',
        );
      }
      if (held.revokedAt === null) {
        await this.invitations.revoke(tx, invitationId);
        await this.note(tx, actor, 'invitation.revoked', held);
      }
      return this.view(tx, invitationId);
    });
  }

  private async invite(
    tx: Transaction,
    round: Round,
    { name, email, timeFactor }: Invitees['invitees'][number],
  ): Promise<Invited> {
    const { candidateId } = await this.candidates.findOrCreate(tx, { name, email });
    if (round.busy.has(candidateId)) {
      return { email, invitation: null, link: null, refused: 'Already invited and not finished.' };
    }
    round.busy.add(candidateId);
    const token = newSecret();
    const id = await this.invitations.create(tx, {
      assessmentId: round.assessmentId,
      assessmentVersionId: round.version.id,
      candidateId,
      tokenHash: sha256(token),
      timeFactor,
      expiresInDays: round.expiresInDays,
      createdBy: round.createdBy,
    });
    const invitation = await this.view(tx, id);
    await this.note(tx, round.actor, 'invitation.created', { id, candidateId });
    return { email, invitation, link: this.linkTo(token), refused: null };
  }

  private async busyCandidates(tx: Transaction, assessmentId: string): Promise<Set<string>> {
    const rows = await this.invitations.list(tx, assessmentId);
    return new Set(rows.filter((row) => isUnfinished(invitationState(row, tx.receivedAt))).map(({ candidateId }) => candidateId));
  }

  private async hold(tx: Transaction, invitationId: string): Promise<InvitationRow> {
    const held = await this.invitations.lockOptional(tx, invitationId);
    if (held === null) {
      throw new AssayError('not-found', 'There is no such invitation in your company.');
    }
    return held;
  }

  private async view(tx: Transaction, invitationId: string): Promise<InvitationView> {
    const row = await this.hold(tx, invitationId);
    return invitationViewOf(row, tx.receivedAt);
  }

  private async note(
    tx: Transaction,
    actor: StaffActor | ApiKeyActor,
    action: string,
    { id, candidateId }: Pick<InvitationRow, 'id' | 'candidateId'>,
  ): Promise<void> {
    await this.audit.append(tx, { action, actor: auditName(actor), subject: `invitation:${id}`, payload: { candidateId } });
  }

  private linkTo(token: string): string {
    return `${this.config.http.publicUrl}/i/${token}`;
  }
}
