import { describe, expect, it } from '@jest/globals';
import type { GradingProgress } from './grading-state.js';
import { gradingStateOf, maxTries, retryDelaySeconds } from './grading-state.js';

const now = new Date('2026-03-02T10:00:00Z');
const before = new Date('2026-03-02T09:59:59Z');
const after = new Date('2026-03-02T10:00:01Z');
const requested: GradingProgress = { tries: 0, leaseUntil: null, attentionAt: null, finishedAt: null };

describe('the state of a grading', () => {
  it.each([
    ['queued', 'requested and never claimed', requested],
    ['running', 'held by a live lease', { ...requested, tries: 1, leaseUntil: after }],
    ['retrying', 'given back after a platform fault', { ...requested, tries: 1 }],
    ['retrying', 'held by a lease that lapsed', { ...requested, tries: 1, leaseUntil: before }],
    ['retrying', 'held by a lease that lapses this instant', { ...requested, tries: 1, leaseUntil: now }],
    ['queued', 'given back by a worker that stopped, which is no try', { ...requested, tries: 0 }],
    ['needs-attention', 'failed too often', { ...requested, tries: 3, attentionAt: before }],
    ['graded', 'finished', { ...requested, tries: 1, leaseUntil: after, finishedAt: before }],
    ['graded', 'finished after all', { ...requested, tries: 3, attentionAt: before, finishedAt: before }],
  ] as const)('is %s when %s', (state, _why, job) => {
    expect(gradingStateOf(job, now)).toBe(state);
  });

  it('waits longer after each failed try and gives up after the last', () => {
    expect([1, 2, 3].map(retryDelaySeconds)).toEqual([3, 15, null]);
    expect(retryDelaySeconds(maxTries)).toBeNull();
  });
});
