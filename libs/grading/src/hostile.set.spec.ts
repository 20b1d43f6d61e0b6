import { loadExercise } from '@assay/catalogue';
import { describe, expect, it } from '@jest/globals';
import { hostileSubmissions } from './hostile.set.js';

const attacksOn = async (slug: string) => {
  const { package: exercise } = await loadExercise(slug);
  const all = exercise.manifest.groups.map(({ id }) => id);
  const attacks = hostileSubmissions(exercise).map(({ name, files, groups }) => ({
    name,
    files,
    groups: groups.map(({ id }) => id),
  }));
  return { all, attacks, named: (name: string) => attacks.find((attack) => attack.name === `generated: ${name}`) };
};

describe('generated attacks', () => {
  it('are graded with every group, but for those that take all the time there is: with the shortest of each harness', async () => {
    const { all, attacks, named } = await attacksOn('find-the-hot-path');
    expect(named('never ends')?.groups).toEqual(['tariffs']);
    const others = attacks.filter(({ name }) => name !== 'generated: never ends');
    expect(others.length).toBeGreaterThan(2);
    for (const { groups } of others) expect(groups).toEqual(all);
  });

  it('are SQL where candidates hand in queries, and tests where they hand in tests', async () => {
    const sql = await attacksOn('read-the-plan');
    expect(sql.named('SQL that destroys')?.groups).toEqual(sql.all);
    expect(sql.named('SQL that never ends')?.groups).toHaveLength(1);
    const suites = await attacksOn('tests-that-kill-mutants');
    expect(suites.named('tests that never end')?.files.map(({ path }) => path)).toContain('test_generated.py');
  });
});
