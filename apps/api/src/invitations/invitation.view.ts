import type { InvitationView } from '@assay/contracts';
import type { InvitationRow } from '@assay/database';
import { invitationState } from '@assay/domain';

/** An invitation as it stands at `now`, an instant of the database's clock. */
export function invitationViewOf(row: InvitationRow, now: Date): InvitationView {
  return {
    id: row.id,
    candidate: { id: row.candidateId, name: row.candidateName, email: row.candidateEmail },
    state: invitationState(row, now),
    assessmentVersion: row.assessmentVersion,
    timeFactor: row.timeFactor,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    attempt: attemptOf(row),
  };
}

function attemptOf({ attemptId, startedAt, deadline, closedAt }: InvitationRow): InvitationView['attempt'] {
  if (attemptId === null || startedAt === null || deadline === null) {
    return null;
  }
  return {
    id: attemptId,
    startedAt: startedAt.toISOString(),
    deadline: deadline.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
