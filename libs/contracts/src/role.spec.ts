import { describe, expect, it } from '@jest/globals';
import { roleManifest } from './role.js';

const anchors = { 1: 'a', 2: 'b', 3: 'c', 4: 'd' };
const competency = (id: string, weight: number) => ({
  id,
  name: id,
  shortName: id,
  weight,
  weightReason: 'Because the role says so.',
  expectedLevel: 3,
  atoms: ['T1'],
  anchors,
});
const role = (weights: number[]) => ({
  id: '019a0000-0000-7000-8000-000000000001',
  slug: 'tester',
  version: 1,
  title: 'Tester',
  summary: 'Tests.',
  competencies: weights.map((weight, index) => competency(`K${String(index + 1)}`, weight)),
  atoms: [{ id: 'T1', text: 'Writes tests.', exercises: ['E01'] }],
  blueprints: [],
  rules: { maxMinutesPerSitting: 105, minCompetenciesPerAssessment: 4, minCompetenciesPerLoop: 8 },
});

describe('a role manifest', () => {
  it('is accepted when its weights sum to 100', () => {
    expect(roleManifest.safeParse(role([40, 60])).success).toBe(true);
  });

  it('is refused with the sum when they do not', () => {
    const result = roleManifest.safeParse(role([40, 50]));
    expect(result.error?.issues[0]?.message).toBe('The weights sum to 90, not to 100.');
  });
});
