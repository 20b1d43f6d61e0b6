import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleManifest } from '@assay/contracts';
import { coverageOf, publishRules } from '@assay/domain';
import { stringify } from 'yaml';
import { listExercises, loadExercise } from './exercise.loader.js';
import { listRoles, loadRole, parseRole } from './role.loader.js';

/** What a senior Python developer is asked for, by its numbers. */
const ATOMS =
  'D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 O1 O2 O3 O4 O5 O6 O7 O8 Q3 Q4 T1 T2 T3 T4 T5 T6 T7 M1 M2 M3 M4 C1 C2 C3 C4 C5 L1 L2 L3 F1 F2 F3 F4 F5 F6 F7 F8'.split(
    ' ',
  );

describe('the role Senior Python Developer', () => {
  let role: RoleManifest;

  beforeAll(async () => {
    role = await loadRole('senior-python-developer');
  });

  it('is the one role of the catalogue', async () => {
    expect(await listRoles()).toEqual(['senior-python-developer']);
    await expect(loadRole('astronaut')).rejects.toThrow(
      'astronaut: there is no such role. The catalogue has: senior-python-developer.',
    );
  });

  it('has twelve competencies whose weights sum to 100, each with its reason and the bar at level 3', () => {
    expect(role.competencies.map((competency) => competency.id)).toEqual(
      Array.from({ length: 12 }, (_, index) => `K${String(index + 1)}`),
    );
    expect(role.competencies.map((competency) => competency.weight)).toEqual([11, 10, 9, 10, 8, 10, 9, 9, 7, 6, 8, 3]);
    expect(role.competencies.map((competency) => competency.expectedLevel)).toEqual(Array<number>(12).fill(3));
    expect(new Set(role.competencies.map((competency) => competency.weightReason)).size).toBe(12);
    expect(new Set(role.competencies.map((competency) => competency.shortName)).size).toBe(12);
  });

  it('has four different anchors for every competency', () => {
    const anchors = role.competencies.flatMap((competency) => Object.values(competency.anchors));
    expect(new Set(anchors).size).toBe(48);
  });

  it('covers everything that the role asks for, each by a competency and at least one exercise', () => {
    expect(role.atoms.map((atom) => atom.id).sort()).toEqual(ATOMS.toSorted());
    const asked = new Set(role.competencies.flatMap((competency) => competency.atoms));
    expect(ATOMS.filter((id) => !asked.has(id))).toEqual([]);
  });

  it('has a blueprint that the exercises of today fill and that can be published in one sitting', async () => {
    const blueprint = role.blueprints.find((each) => each.slug === 'work-sample-lite');
    const manifests = await Promise.all((await listExercises()).map(async (slug) => (await loadExercise(slug)).package.manifest));
    const taken = manifests.filter((manifest) => blueprint?.items.flat().includes(manifest.code));
    expect(taken).toHaveLength(2);
    expect(taken.reduce((sum, manifest) => sum + manifest.minutes, 0)).toBe(blueprint?.minutes);
    expect(coverageOf(role, taken, blueprint ?? null).filter((coverage) => !coverage.met)).toEqual([]);
    const published = new Set(taken.map((manifest) => manifest.id));
    expect(publishRules(role, taken, published).filter((rule) => !rule.met)).toEqual([]);
  });

  it('gives every exercise of the catalogue an atom that it covers', async () => {
    const codes = new Set(role.atoms.flatMap((atom) => atom.exercises));
    for (const slug of await listExercises()) {
      const { manifest } = (await loadExercise(slug)).package;
      expect([...codes]).toContain(manifest.code);
    }
  });

  describe('once broken', () => {
    const broken = (change: (copy: RoleManifest) => void): (() => RoleManifest) => {
      const copy = structuredClone(role);
      change(copy);
      return () => parseRole(stringify(copy), 'role.yaml');
    };
    const first = <Item>(items: Item[]): Item => {
      const [item] = items;
      if (item === undefined) {
        throw new Error('The role has none.');
      }
      return item;
    };

    it('is read as it was as long as nothing is broken', () => {
      expect(broken(() => undefined)()).toEqual(role);
    });

    it('whose weights do not sum to 100', () => {
      expect(broken((copy) => (first(copy.competencies).weight = 12))).toThrow(
        'competencies: The weights sum to 101, not to 100.',
      );
    });

    it('that names a competency twice', () => {
      expect(broken((copy) => (first(copy.competencies).id = 'K2'))).toThrow('role.yaml: has the competency K2 twice; keep one.');
    });

    it('whose competency asks for an atom that nobody described', () => {
      expect(broken((copy) => first(copy.competencies).atoms.push('X9'))).toThrow(
        'K1 names the atom X9, which is not described under atoms.',
      );
    });

    it('that describes an atom which no competency asks for', () => {
      const change = (copy: RoleManifest): number => copy.atoms.push({ id: 'X9', text: 'Juggles.', exercises: ['E01'] });
      expect(broken(change)).toThrow('describes the atom X9, but no competency names it.');
    });

    it('that leaves an atom without an exercise', () => {
      expect(broken((copy) => (first(copy.atoms).exercises = []))).toThrow('atoms.0.exercises');
    });

    it('whose blueprint needs a competency that the role does not have', () => {
      expect(broken((copy) => (first(copy.blueprints).needs['K40'] = 5))).toThrow('the blueprint work-sample-lite needs K40');
    });

    it('whose blueprint takes an exercise that covers nothing', () => {
      expect(broken((copy) => copy.blueprints[0]?.items.push(['E99']))).toThrow(
        'the blueprint work-sample-lite takes E99, which covers no atom',
      );
    });
  });
});
