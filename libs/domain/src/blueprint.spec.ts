import { describe, expect, it } from '@jest/globals';
import type { RoleManifest } from '@assay/contracts';
import { blueprintStarts } from './blueprint-start.js';
import { coverageOf, evidenceKindOf, followedBlueprint, publishRules, totalMinutes } from './blueprint.js';

const anchors = { 1: 'below', 2: 'mid', 3: 'senior', 4: 'above' };
const competency = (id: string, weight: number) => ({
  id,
  name: `Competency ${id}`,
  shortName: id,
  weight,
  weightReason: 'because',
  expectedLevel: 3 as const,
  atoms: ['A1'],
  anchors,
});

const role: RoleManifest = {
  id: '01900000-0000-7000-8000-000000000001',
  slug: 'role',
  version: 1,
  title: 'Role',
  summary: 'A role',
  competencies: [competency('K1', 40), competency('K2', 30), competency('K3', 20), competency('K4', 10)],
  atoms: [{ id: 'A1', text: 'atom', exercises: ['E01'] }],
  blueprints: [
    { slug: 'short', title: 'Short', use: 'first', items: [['E01'], ['E02']], minutes: 60, needs: { K1: 20, K3: 10 } },
    { slug: 'long', title: 'Long', use: 'second', items: [['E03', 'E04'], ['E02']], minutes: 90, needs: { K2: 30 } },
  ],
  rules: { maxMinutesPerSitting: 105, minCompetenciesPerAssessment: 3, minCompetenciesPerLoop: 4 },
};

const exercise = (code: string, minutes: number, competencies: Record<string, number>) => ({
  id: `id-${code}`,
  title: `Exercise ${code}`,
  code,
  minutes,
  competencies: Object.entries(competencies).map(([id, some]) => ({ id, minutes: some })),
});
const first = exercise('E01', 45, { K1: 30, K3: 4 });
const second = exercise('E02', 40, { K1: 5, K2: 20, K3: 3 });

describe('coverage of a blueprint', () => {
  it('adds the minutes per competency and says how many are missing', () => {
    const coverage = coverageOf(role, [first, second], role.blueprints[0] ?? null);
    expect(coverage.map(({ competency: id, minutes, needed, short, met }) => [id, minutes, needed, short, met])).toEqual([
      ['K1', 35, 20, 0, true],
      ['K2', 20, null, 0, true],
      ['K3', 7, 10, 3, false],
      ['K4', 0, null, 0, true],
    ]);
  });

  it('sets the share of the evidence beside the weight in the role', () => {
    const coverage = coverageOf(role, [first, second], null);
    expect(coverage.map(({ weight, share }) => [weight, Math.round(share)])).toEqual([
      [40, 56],
      [30, 32],
      [20, 11],
      [10, 0],
    ]);
    expect(coverageOf(role, [], null).every(({ share }) => share === 0)).toBe(true);
  });

  it('says what the evidence for a competency will rest on', () => {
    const resting = (evidence: 'automatic' | 'rubric' | 'both') => ({
      ...first,
      competencies: [{ id: 'K1', minutes: 5, evidence }],
    });
    const kindOf = (...kinds: ('automatic' | 'rubric' | 'both')[]) => coverageOf(role, kinds.map(resting), null)[0]?.evidence;
    expect(kindOf()).toBeNull();
    expect(kindOf('rubric', 'rubric')).toBe('rubric');
    expect(kindOf('automatic')).toBe('automatic');
    expect(kindOf('automatic', 'rubric')).toBe('both');
  });

  it('needs nothing without a blueprint', () => {
    expect(coverageOf(role, [], null).every(({ met, needed }) => met && needed === null)).toBe(true);
  });

  it('counts the minutes of a sitting', () => {
    expect(totalMinutes([first, second])).toBe(85);
  });
});

describe('the blueprint that exercises follow', () => {
  it('is the one with the largest share of answered items', () => {
    expect(followedBlueprint(role, [exercise('E04', 10, {}), second])?.slug).toBe('long');
    expect(followedBlueprint(role, [first])?.slug).toBe('short');
  });

  it('is the earlier one on a tie and none without an answer', () => {
    expect(followedBlueprint(role, [second])?.slug).toBe('short');
    expect(followedBlueprint(role, [exercise('E09', 10, {})])).toBeNull();
  });
});

describe('publish rules', () => {
  const unmet = (exercises: ReturnType<typeof exercise>[], published = exercises.map(({ id }) => id)) =>
    publishRules(role, exercises, new Set(published)).filter(({ met }) => !met);

  it('holds for a set that fits', () => {
    expect(unmet([first, second])).toEqual([]);
  });

  it('refuses an empty assessment', () => {
    expect(unmet([]).map(({ rule }) => rule)).toEqual(['has-exercises', 'competencies']);
  });

  it('says by how much a sitting is too long', () => {
    expect(unmet([first, second, exercise('E05', 30, {})])).toEqual([
      { rule: 'sitting-length', met: false, sentence: 'Take out 10 minutes: one sitting is at most 105 minutes.' },
    ]);
  });

  it('says how many competencies are missing, counting none that the role does not have', () => {
    expect(unmet([exercise('E01', 45, { K1: 30, K3: 4, K11: 9 })])).toEqual([
      { rule: 'competencies', met: false, sentence: 'Reach 1 more competency: an assessment needs 3, this one has 2.' },
    ]);
  });

  it('names the exercises that are not published any more', () => {
    expect(unmet([first, second], ['id-E01'])).toEqual([
      {
        rule: 'exercises-published',
        met: false,
        sentence: 'Take out or replace what is not published any more: Exercise E02.',
      },
    ]);
  });
});

describe('a hiring loop of several assessments', () => {
  const loopRule = (competencies: string[]) =>
    publishRules(role, [first], new Set([first.id]), [{ title: 'Day two', competencies }]).find(
      ({ rule }) => rule === 'loop-competencies',
    );

  it('must reach what the role asks of a loop', () => {
    expect(loopRule(['K1', 'K2', 'K99'])).toEqual({
      rule: 'loop-competencies',
      met: false,
      sentence:
        'With “Day two” the hiring loop reaches 3 competencies and needs 4: add exercises for 1 more, here or there, or start this assessment in a loop of its own.',
    });
    expect(loopRule(['K2', 'K4'])).toMatchObject({
      met: true,
      sentence: 'With “Day two” the hiring loop reaches 4 of 4 competencies (needs 4).',
    });
  });

  it('is not asked of an assessment that stands alone', () => {
    expect(publishRules(role, [first], new Set([first.id])).map(({ rule }) => rule)).not.toContain('loop-competencies');
  });
});

describe('starting from a blueprint', () => {
  it('offers what exists of each form family, the complete blueprints first', () => {
    const starts = blueprintStarts(role, [second, exercise('E04', 20, {})]);
    expect(
      starts.map(({ blueprint, families, missing }) => [
        blueprint.slug,
        families.map(({ alternatives }) => alternatives.map(({ code }) => code)),
        missing,
      ]),
    ).toEqual([
      ['long', [['E04'], ['E02']], 0],
      ['short', [['E02']], 1],
    ]);
  });

  it('leaves out a blueprint of which nothing exists', () => {
    expect(blueprintStarts(role, [exercise('E03', 20, {})]).map(({ blueprint }) => blueprint.slug)).toEqual(['long']);
  });
});

describe('the evidence of an exercise', () => {
  const group = (harness: 'call' | 'written') =>
    ({ harness, evidence: [{ competency: 'K1', weight: 1 }] }) as Parameters<typeof evidenceKindOf>[1][number];

  it('is automatic by groups that are graded by themselves, and rated by criteria', () => {
    expect(evidenceKindOf('K1', [group('call')], ['K2'])).toBe('automatic');
    expect(evidenceKindOf('K1', [group('call')], ['K1'])).toBe('both');
    expect(evidenceKindOf('K1', [group('written')], ['K1'])).toBe('rubric');
    expect(evidenceKindOf('K2', [group('call')], ['K2'])).toBe('rubric');
  });
});
