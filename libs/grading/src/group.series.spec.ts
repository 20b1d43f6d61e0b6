import type { TestGroup } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { seriesOf } from './group.series.js';

const group = (id: string, changes: Partial<TestGroup> = {}) =>
  testGroup.parse({
    id,
    title: id,
    harness: 'call',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    tests: [`test_${id}.py`],
    ...changes,
  });

const series = (...groups: TestGroup[]) => seriesAtOnce(2, ...groups);

const seriesAtOnce = (atOnce: number, ...groups: TestGroup[]) => {
  const code = { image: { profile: 'base' as const, version: '1' }, modules: [], files: [], tests: [], binding: 'exercise' };
  const found = seriesOf(
    groups.map((one) => ({ ...code, group: one, drawSeed: one.id })),
    atOnce,
  );
  return found.map((requests) => requests.map(({ group: { id } }) => id));
};

describe('the groups of a grading', () => {
  it('that may share a pair are dealt out to as many series as run at the same time', () => {
    expect(series(group('a'), group('b'), group('c'), group('d'), group('e'))).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ]);
  });

  it('that may share a pair are one series where they run one at a time', () => {
    expect(seriesAtOnce(1, group('a'), group('b'), group('c'))).toEqual([['a', 'b', 'c']]);
  });

  it('that differ in what they need run by themselves', () => {
    const large = { ...group('x').limits, memoryMb: 1024 };
    expect(series(group('a'), group('shown', { visibility: 'visible' }), group('b', { limits: large }))).toEqual([
      ['a'],
      ['shown'],
      ['b'],
    ]);
  });

  it('that are measured start from nothing each time', () => {
    const reference = 'hidden/reference';
    expect(series(group('a', { reference }), group('b', { reference }), group('c'), group('d'), group('e'))).toEqual([
      ['a'],
      ['b'],
      ['c', 'e'],
      ['d'],
    ]);
  });

  it('that need sandboxes of another shape are left alone', () => {
    const checks = [{ id: 'm', title: 'm', tool: 'mypy' as const, args: [], paths: ['a.py'], requirements: ['R1'] }];
    expect(series(group('types', { harness: 'static', checks, tests: [] }), group('a'), group('b'), group('c'))).toEqual([
      ['types'],
      ['a', 'c'],
      ['b'],
    ]);
  });
});
