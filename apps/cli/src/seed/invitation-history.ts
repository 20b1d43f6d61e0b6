import { newSecret, sha256 } from '@assay/platform';
import type { Company } from './company.js';
import { memberOf } from './company.js';
import type { Cast, CastCandidate } from './demo.schema.js';
import type { History } from './history.js';
import { idsOf, later } from './sittings.js';

const invitationDays = 14;

/** Adds a candidate with the invitation. Nobody has the link: its token was never kept. */
export function addInvitation(history: History, company: Company, cast: Cast, candidate: CastCandidate): void {
  const { candidateId, invitationId } = idsOf(candidate);
  const { name, email, invitedAt, revokedAt, startedAt, timeFactor } = candidate;
  const owner = memberOf(company.staff, cast.loop.owner).id;
  history.add('candidate', { id: candidateId, created_at: invitedAt });
  history.add('candidate_identity', { candidate_id: candidateId, name, email });
  history.add('invitation', {
    id: invitationId,
    assessment_id: company.assessmentId,
    assessment_version_id: company.assessmentVersionId,
    candidate_id: candidateId,
    token_hash: sha256(newSecret()),
    time_factor: timeFactor,
    created_by: owner,
    created_at: invitedAt,
    expires_at: later(invitedAt, invitationDays * 24 * 3_600),
    opened_at: startedAt ? openedAt(startedAt) : null,
    revoked_at: revokedAt ?? null,
  });
  const about = { subject: `invitation:${invitationId}`, payload: { candidateId } };
  history.note(invitedAt, { action: 'invitation.created', actor: `staff:${owner}`, ...about });
  if (startedAt) {
    history.note(openedAt(startedAt), { action: 'invitation.opened', actor: `candidate:${candidateId}`, subject: about.subject });
  }
  if (revokedAt) {
    history.note(revokedAt, { action: 'invitation.revoked', actor: `staff:${owner}`, ...about });
  }
}

/** A candidate reads the first page before starting. */
function openedAt(startedAt: Date): Date {
  return later(startedAt, -95);
}
