import type { ExerciseManifest, RoleManifest } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { coverageMessage, coverageOf } from './verify-roles.js';

const role = {
  slug: 'developer',
  competencies: [
    { id: 'K1', atoms: ['D1', 'D3'] },
    { id: 'K2', atoms: ['D2'] },
  ],
  atoms: [
    { id: 'D1', text: 'Builds.', exercises: ['E01', 'E02'] },
    { id: 'D2', text: 'Tests.', exercises: ['E03'] },
    { id: 'D3', text: 'Reviews.', exercises: ['E04'] },
  ],
} as unknown as RoleManifest;

const exercise = (code: string, competency: string) =>
  ({ code, competencies: [{ id: competency, minutes: 5 }] }) as ExerciseManifest;

describe('the coverage of a role', () => {
  it('counts exercises that exist and lists those to come', () => {
    const coverage = coverageOf(role, [exercise('E01', 'K1')]);
    expect(coverage.ok).toBe(true);
    expect(coverage.atoms[0]).toMatchObject({ present: ['E01'], toCome: ['E02'], beside: [] });
    expect(coverage.atoms[1]).toMatchObject({ present: [], toCome: ['E03'] });
    expect(coverageMessage(coverage)).toContain(
      '1 of 3 atoms are covered by exercises that exist, the others by exercises to come',
    );
  });

  it('fails only for what no exercise, present or to come, covers', () => {
    const coverage = coverageOf(role, [exercise('E03', 'K1')]);
    expect(coverage.ok).toBe(false);
    expect(coverageMessage(coverage)).toContain('✗ D2 is covered by no exercise: Tests.');
    expect(coverageMessage(coverage)).toContain('D2 names E03, which give evidence for no competency that asks for it.');
  });
});
