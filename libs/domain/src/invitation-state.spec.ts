import { describe, expect, it } from '@jest/globals';
import type { InvitationTimes } from './invitation-state.js';
import { invitationState, isUnfinished } from './invitation-state.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const now = at(12);
const times = (changes: Partial<InvitationTimes>): InvitationTimes => ({
  expiresAt: at(20),
  revokedAt: null,
  openedAt: null,
  startedAt: null,
  closedAt: null,
  ...changes,
});

describe('the state of an invitation', () => {
  it.each([
    ['waiting', times({})],
    ['opened', times({ openedAt: at(10) })],
    ['expired', times({ expiresAt: now })],
    ['expired', times({ expiresAt: at(11), openedAt: at(10) })],
    ['revoked', times({ revokedAt: at(9), expiresAt: at(11) })],
    ['running', times({ openedAt: at(9), startedAt: at(10), expiresAt: at(11) })],
    ['finished', times({ startedAt: at(9), closedAt: at(10) })],
  ] as const)('is %s', (state, given) => {
    expect(invitationState(given, now)).toBe(state);
  });

  it('stands in the way of another invitation while something can still happen', () => {
    const states = ['waiting', 'opened', 'running', 'finished', 'expired', 'revoked'] as const;
    expect(states.filter(isUnfinished)).toEqual(['waiting', 'opened', 'running']);
  });
});
