import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Demo } from './demo.js';
import { readDemo } from './demo.js';
import { ratingsOf } from './ratings.js';
import { readReports } from './load-demo.js';

let demo: Demo;

beforeAll(async () => {
  demo = await readDemo();
});

describe('the cast of the demo', () => {
  it('is rated by four interviewers of different strictness, of whom every pair meets at three pieces or more', () => {
    const interviewers = demo.cast.staff.filter(({ roles }) => roles.includes('interviewer'));
    expect(new Set(interviewers.map(({ strictness }) => strictness)).size).toBe(4);
    const pairs = interviewers.flatMap(({ key: one }, index) =>
      interviewers.slice(index + 1).map(({ key: other }) => [one, other]),
    );
    const raters = demo.cast.candidates.flatMap(({ work }) => Object.values(work).map((piece) => piece.raters));
    const meetings = pairs.map((pair) => raters.filter((named) => pair.every((key) => named.slice(0, 2).includes(key))).length);
    expect(Math.min(...meetings)).toBeGreaterThanOrEqual(3);
  });

  it('hands in fourteen attempts, no two of the same work, one of them with one exercise only', () => {
    const sat = demo.cast.candidates.filter(({ startedAt }) => startedAt);
    expect(sat).toHaveLength(14);
    expect(demo.pieces).toHaveLength(27);
    expect(new Set(demo.pieces.map(({ exercise, name }) => `${exercise.manifest.slug}/${name}`)).size).toBe(27);
  });
});

describe('the recorded reports', () => {
  it('are of the exercises and files as they are now, graded for production', async () => {
    const reports = await readReports(demo.pieces);
    expect(reports.size).toBe(27);
    for (const report of reports.values()) {
      expect(report.runtime.assurance).toBe('production');
      expect(report.verdict).not.toBe('judge-error');
    }
  });

  it('hold every test that a rating may cite, and the files every line', async () => {
    for (const [{ exercise, name, files, candidate }, report] of await readReports(demo.pieces)) {
      const isRated = (candidate.work[exercise.manifest.slug]?.raters ?? []).length > 0;
      if (isRated) {
        const piece = { exercise: exercise.manifest.slug, name, files, report };
        const criteria = ratingsOf(demo.ratings, piece, { strictness: 0, leanings: {} }, 1).map(({ criterion }) => criterion);
        expect(criteria.sort()).toEqual(exercise.rubric.criteria.map(({ id }) => id).sort());
      }
    }
  });
});
