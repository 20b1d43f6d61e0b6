import type { ExercisePackage, GradingReport } from '@assay/contracts';
import { loadExercise, samplesFolder } from '@assay/catalogue';
import { variantCaseId } from '@assay/sandbox';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { killProblems } from './variant.gate.js';

let exercise: ExercisePackage;
let names: string[];

beforeAll(async () => {
  exercise = (await loadExercise(join(samplesFolder, 'shipping-tests'))).package;
  names = exercise.variants?.faulty.map(({ name }) => name) ?? [];
});

/** The report of an example whose tests find out these. */
function finding(...found: string[]): GradingReport {
  const cases = names.map((name) => ({
    id: variantCaseId(name),
    group: 'faults',
    outcome: found.includes(name) ? 'passed' : 'failed',
  }));
  return { cases } as GradingReport;
}

describe('the examples of an exercise that asks for tests', () => {
  it('say nothing against it when each fault is found by one and none by all incomplete ones', () => {
    expect(killProblems(exercise, [finding(...names), finding('takes-nothing'), finding('begins-at-five'), finding()])).toEqual(
      [],
    );
  });

  it('show a faulty variant that nobody finds', () => {
    const found = names.filter((name) => name !== 'express-adds-four');
    expect(killProblems(exercise, [finding(...found), finding('takes-nothing'), finding('begins-at-five')])).toEqual([
      'No example finds out the faulty variant express-adds-four, so it may not be faulty.',
    ]);
  });

  it('show a faulty variant that every incomplete one finds', () => {
    const examples = [finding(...names), finding('takes-nothing', 'begins-at-five'), finding('takes-nothing')];
    expect(killProblems(exercise, examples)).toEqual([
      expect.stringContaining('Every incomplete example finds out the faulty variant takes-nothing'),
    ]);
  });

  it('must include two that find some', () => {
    expect(killProblems(exercise, [finding(...names), finding(), finding('takes-nothing')])).toEqual([
      expect.stringContaining('Give 2 example submissions'),
    ]);
  });
});
