import { describe, expect, it } from '@jest/globals';
import { reviewState } from './review-state.js';

const now = new Date('2026-03-02T12:00:00Z');
const later = new Date('2026-03-02T12:30:00Z');
const earlier = new Date('2026-03-02T11:30:00Z');

describe('what a review is to a rater', () => {
  it.each([
    ['open', { raterId: null, claimExpiresAt: null, submittedAt: null }],
    ['mine', { raterId: 'me', claimExpiresAt: later, submittedAt: null }],
    ['taken', { raterId: 'somebody', claimExpiresAt: later, submittedAt: null }],
    ['open', { raterId: 'somebody', claimExpiresAt: now, submittedAt: null }],
    ['open', { raterId: 'me', claimExpiresAt: earlier, submittedAt: null }],
    ['submitted', { raterId: 'me', claimExpiresAt: null, submittedAt: earlier }],
    ['taken', { raterId: 'somebody', claimExpiresAt: null, submittedAt: earlier }],
  ] as const)('is %s', (state, hold) => {
    expect(reviewState(hold, 'me', now)).toBe(state);
  });
});
