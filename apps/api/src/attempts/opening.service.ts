import type { AttemptView } from '@assay/contracts';
import type { SittingRow, Transaction } from '@assay/database';
import { AttemptStore, AuditStore, CandidateSessionStore, Locators, SittingStore, UnitOfWork } from '@assay/database';
import { AssayError, newSecret, sha256 } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { GuessThrottle } from '../http/guess-throttle.js';
import { AttemptReadingService } from './attempt-reading.service.js';

/** A candidate's session outlasts every sitting; the link opens another one as long as it works. In seconds. */
export const candidateSessionLifetime = 14 * 24 * 3_600;

/** Turns an invitation link into a session that reaches one attempt and nothing else. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locators: Locators,
    private readonly sittings: SittingStore,
    private readonly attempts: AttemptStore,
    private readonly sessions: CandidateSessionStore,
    private readonly audit: AuditStore,
    private readonly reading: AttemptReadingService,
    private readonly throttle: GuessThrottle,
  ) {}

  async open(linkToken: string, address: string): Promise<{ token: string; view: AttemptView }> {
    await this.throttle.assertPatient(address);
    const located = await this.locators.invitation(sha256(linkToken));
    if (located === null) {
      await this.throttle.failed(address);
      throw new AssayError('link-unknown', 'Check that the link is complete, or ask the company that invited you for a new one.');
    }
    const { tenantId, invitationId } = located;
    const token = newSecret();
    const view = await this.unitOfWork.run(tenantId, async (tx) => {
      const sitting = await this.reading.sitting(tx, invitationId);
      await this.assertUsable(tx, sitting);
      await this.noteOpened(tx, sitting);
      const session = { invitationId, tokenHash: sha256(token), lifetimeSeconds: candidateSessionLifetime };
      await this.sessions.create(tx, session);
      return this.reading.view(tx, invitationId);
    });
    return { token, view };
  }

  /** A link that was used for an attempt keeps leading to it; only an unused one expires. */
  private async assertUsable(tx: Transaction, sitting: SittingRow): Promise<void> {
    assertInvited(sitting);
    if (sitting.expiresAt > tx.receivedAt) {
      return;
    }
    if ((await this.attempts.findOptionalByInvitation(tx, sitting.invitationId)) === null) {
      throw expired(sitting);
    }
  }

  private async noteOpened(tx: Transaction, sitting: SittingRow): Promise<void> {
    if (sitting.openedAt !== null) {
      return;
    }
    await this.sittings.noteOpened(tx, sitting.invitationId);
    await this.audit.append(tx, {
      action: 'invitation.opened',
      actor: `candidate:${sitting.candidateId}`,
      subject: `invitation:${sitting.invitationId}`,
    });
  }
}

/** @throws AssayError `link-revoked` */
export function assertInvited(sitting: SittingRow): void {
  if (sitting.revokedAt === null) {
    return;
  }
  throw new AssayError('link-revoked', `${sitting.company} withdrew this invitation. Ask them if you did not expect that.`);
}

export function expired(sitting: SittingRow): AssayError {
  return new AssayError(
    'link-expired',
    `This link was valid until ${dayOf(sitting.expiresAt)}. Ask ${sitting.company} for a new one.`,
    {
      extra: { expiredAt: sitting.expiresAt.toISOString() },
    },
  );
}

function dayOf(instant: Date): string {
  return instant.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
