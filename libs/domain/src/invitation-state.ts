import type { InvitationView } from '@assay/contracts';

export type InvitationState = InvitationView['state'];

/** The instants of an invitation and its attempt; all of the database's clock. */
export interface InvitationTimes {
  expiresAt: Date;
  revokedAt: Date | null;
  /** When the link was first exchanged for a session. */
  openedAt: Date | null;
  startedAt: Date | null;
  closedAt: Date | null;
}

/** How far an invitation is. What a candidate has begun outlives the link: only a start can expire or be withdrawn. */
export function invitationState(times: InvitationTimes, now: Date): InvitationState {
  if (times.startedAt) {
    return times.closedAt ? 'finished' : 'running';
  }
  if (times.revokedAt) {
    return 'revoked';
  }
  if (times.expiresAt <= now) {
    return 'expired';
  }
  return times.openedAt ? 'opened' : 'waiting';
}

/** Whether an invitation still stands in the way of inviting the same person again. */
export function isUnfinished(state: InvitationState): boolean {
  return state === 'waiting' || state === 'opened' || state === 'running';
}
