import type { Transaction, UnitOfWork } from '@assay/database';
import { AssessmentStore, AuditStore, CandidateStore, HiringLoopStore, InvitationStore, Locators } from '@assay/database';
import { invitationState } from '@assay/domain';
import { AssayError, deriveKey, sha256 } from '@assay/platform';
import type { Cast } from './demo.schema.js';

/** A link is passed on while it can still be opened for a day. */
const leastSeconds = 24 * 3_600;
const invitationDays = 14;

/** Whom the demo's live invitations are for, and to what. */
export interface VisitorWorld {
  tenantId: string;
  visitors: Cast['visitors'];
  /** A member of the staff. */
  invitedBy: string;
  /** Of the installation. */
  secret: string;
}

/**
 * The token of a link that nobody has used to start, from an invitation that is good for a day at least. When the last one
 * was used, withdrawn or is about to expire, the next visitor is invited.
 *
 * Links are derived from the installation's secret and the visitor's number: so the same one is told at every start, without
 * being kept anywhere.
 */
export async function liveInvitation(unitOfWork: UnitOfWork, world: VisitorWorld): Promise<string> {
  const locators = new Locators(unitOfWork);
  for (let number = 1; ; number += 1) {
    const token = deriveKey(world.secret, `demo invitation ${String(number)}`).toString('base64url');
    const located = await locators.invitation(sha256(token));
    if (located === null) {
      await unitOfWork.run(world.tenantId, (tx) => invite(tx, world, number, token));
      return token;
    }
    if (await unitOfWork.run(located.tenantId, (tx) => isLive(tx, located.invitationId))) {
      return token;
    }
  }
}

async function isLive(tx: Transaction, invitationId: string): Promise<boolean> {
  const invitation = await new InvitationStore().findOptional(tx, invitationId);
  if (invitation === null) {
    return false;
  }
  const soon = new Date(tx.receivedAt.getTime() + leastSeconds * 1_000);
  const state = invitationState(invitation, soon);
  return state === 'waiting' || state === 'opened';
}

async function invite(tx: Transaction, { visitors, invitedBy }: VisitorWorld, number: number, token: string): Promise<void> {
  const { assessmentId, assessmentVersionId } = await publishedAssessment(tx);
  const candidates = new CandidateStore();
  await candidates.lockAddresses(tx);
  const { candidateId } = await candidates.findOrCreate(tx, visitor(visitors, number));
  const id = await new InvitationStore().create(tx, {
    assessmentId,
    assessmentVersionId,
    candidateId,
    tokenHash: sha256(token),
    timeFactor: 1,
    expiresInDays: invitationDays,
    createdBy: invitedBy,
  });
  await new AuditStore().append(tx, {
    action: 'invitation.created',
    actor: 'system',
    subject: `invitation:${id}`,
    payload: { candidateId },
  });
}

/** The demo's own assessment is that of the first loop, in its newest published version. */
async function publishedAssessment(tx: Transaction): Promise<{ assessmentId: string; assessmentVersionId: string }> {
  const assessment = (await new HiringLoopStore().list(tx)).at(-1)?.assessments[0];
  const version = assessment ? await new AssessmentStore().findOptionalPublished(tx, assessment.id) : null;
  if (!assessment || version === null) {
    throw new AssayError('set-up-failed', 'The demo has no published assessment to invite to: load it into a new database.');
  }
  return { assessmentId: assessment.id, assessmentVersionId: version.id };
}

/** The names take turns; from the second round on, the number keeps the addresses apart. */
function visitor({ names, emailDomain }: Cast['visitors'], number: number): { name: string; email: string } {
  const name = names[(number - 1) % names.length] ?? '';
  const round = number > names.length ? String(number) : '';
  return { name, email: `${name.toLowerCase().replaceAll(' ', '.')}${round}@${emailDomain}` };
}
