import { describe, expect, it } from '@jest/globals';
import { krippendorffAlpha } from '../agreement/krippendorff.js';
import { modifiedAngoff } from '../cut-scores/angoff.js';
import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { severityDrift } from '../severity/drift.js';
import { raterSeverity } from '../severity/rater-severity.js';
import { ratingsOf } from '../testing/gold-family.js';
import { agreementVerdict } from './agreement.verdict.js';
import { angoffVerdict } from './cut-score.verdict.js';
import { driftVerdict, severityVerdict } from './severity.verdict.js';
import { nouns, refused } from './verdict.js';

describe('a statistic without a value', () => {
  it.each<[NotEstimable, string, string]>([
    [notEstimable('no-data', 'There are no ratings.', { what: 'ratings', more: 1 }), 'cannot-tell', 'Cannot tell yet: 1 more rating'],
    [notEstimable('single-rater', 'One.', { what: 'raters', more: 1 }), 'cannot-tell', 'Cannot tell yet: 1 more interviewer'],
    [notEstimable('too-few-raters', 'Few.', { what: 'raters', more: 3 }), 'cannot-tell', 'Cannot tell yet: 3 more interviewers'],
    [notEstimable('too-few-units', 'Few.', { what: 'units', more: 2 }), 'cannot-tell', 'Cannot tell yet: 2 more candidates'],
    [notEstimable('too-few-items', 'Few.', { what: 'items', more: 1 }), 'cannot-tell', 'Cannot tell yet: 1 more item'],
    [notEstimable('no-pairs', 'None.', { what: 'shared-units', more: 2 }), 'cannot-tell', 'Cannot tell yet: 2 more shared candidates'],
    [notEstimable('disconnected', 'Two.', { what: 'shared-units', more: 1 }), 'cannot-tell', 'Cannot tell yet: 1 more shared candidate'],
    [notEstimable('missing-cells', 'Holes.', { what: 'ratings', more: 1250 }), 'cannot-tell', 'Cannot tell yet: 1,250 more ratings'],
    [notEstimable('no-selections', 'Nobody.', { what: 'selections', more: 1 }), 'cannot-tell', 'Cannot tell yet: 1 more selection'],
    [notEstimable('excluded', 'Small.', { what: 'people', more: 7 }), 'cannot-tell', 'Cannot tell yet: 7 more people'],
    [notEstimable('no-variation', 'Everyone gave 3, so agreement beyond chance cannot be measured.', { what: 'different-values', more: 1 }), 'no-value', 'Everyone gave 3, so agreement beyond chance cannot be measured'],
    [notEstimable('not-identifiable', 'All ratings are of one moment.', { what: 'weeks', more: 1 }), 'no-value', 'All ratings are of one moment'],
    [notEstimable('no-convergence', 'It did not settle.'), 'no-value', 'It did not settle'],
    [notEstimable('too-large', 'Too many raters.'), 'no-value', 'Too many raters'],
    [notEstimable('bad-data', 'A value is no number.'), 'no-value', 'A value is no number'],
    [notEstimable('disconnected', 'Nobody is shared.'), 'cannot-tell', 'Nobody is shared'],
  ])('of $reason says so', (outcome, verdict, sentence) => {
    expect(refused(outcome, nouns.people)).toMatchObject({ verdict, sentence });
  }); // prettier-ignore

  it('keeps the reason for the grey line where the need is said first', () => {
    const outcome = notEstimable('single-rater', 'Only one person rated.', { what: 'raters', more: 1 });
    expect(refused(outcome, nouns.people).detail).toBe('Only one person rated.');
  });

  it('names what everyone gave, pieces as pieces and judges as judges', () => {
    const same = krippendorffAlpha(ratingsOf([[3, 3], [3, 3], [3, null]])); // prettier-ignore
    expect(agreementVerdict(same)).toEqual({
      verdict: 'no-value',
      sentence: 'Everyone gave 3, so agreement beyond chance cannot be measured',
      detail: null,
    });
    expect(agreementVerdict(krippendorffAlpha(ratingsOf([[1, null], [null, 2]])))).toMatchObject({
      sentence: 'Cannot tell yet: 2 more pieces with two ratings',
    }); // prettier-ignore
    expect(angoffVerdict(modifiedAngoff(ratingsOf([[50]])))).toMatchObject({ sentence: 'Cannot tell yet: 1 more judge' });
    expect(severityVerdict(raterSeverity([]), 'a')).toMatchObject({ sentence: 'Cannot tell yet: 1 more rating' });
    expect(driftVerdict(severityDrift([]))).toMatchObject({ sentence: 'Cannot tell yet: 3 more ratings' });
  });
});
