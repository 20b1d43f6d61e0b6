import { describe, expect, it } from '@jest/globals';
import type { GradingRuntime, Verdict } from '@assay/contracts';
import { effectiveGrading } from './effective-grading.js';

const graded = (epoch: number, verdict: Verdict, assurance: GradingRuntime['assurance'] = 'production') => ({
  epoch,
  report: { verdict, runtime: { driver: 'docker' as const, assurance, imageProfile: 'base', imageVersion: '1' } },
});

describe('the grading that counts', () => {
  it.each([
    ['the newest epoch, in any order', [graded(2, 'accepted'), graded(1, 'partial')], 2],
    ['production before a newer development run', [graded(1, 'partial'), graded(2, 'accepted', 'development')], 1],
    ['a result before a newer fault of ours', [graded(1, 'partial'), graded(2, 'judge-error')], 1],
    ['a development result before a fault of production', [graded(1, 'partial', 'development'), graded(2, 'judge-error')], 1],
    ['the only one', [graded(1, 'judge-error')], 1],
    ['a finished one before one that still runs', [graded(1, 'partial'), { epoch: 2, report: null }], 1],
  ])('is %s', (_, gradings, epoch) => {
    expect(effectiveGrading(gradings)?.epoch).toBe(epoch);
  });

  it('is nothing while nothing is finished', () => {
    expect(effectiveGrading([])).toBeNull();
    expect(effectiveGrading([{ epoch: 1, report: null }])).toBeNull();
  });
});
