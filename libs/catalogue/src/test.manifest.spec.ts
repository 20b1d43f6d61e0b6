import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ExercisePackage } from '@assay/contracts';
import { loadExercise } from './exercise.loader.js';
import { checkTestManifest } from './test.manifest.js';

describe('the test manifest of an exercise with a static group', () => {
  let contents: ExercisePackage;

  beforeAll(async () => {
    contents = (await loadExercise('make-it-safe-to-change')).package;
  });

  const checking = (types: string[]): (() => void) => {
    return () => {
      checkTestManifest({ ...contents.testManifest, types }, contents.manifest);
    };
  };

  it('has one case per check', () => {
    expect(checking(['mypy-strict'])).not.toThrow();
  });

  it('has no other case', () => {
    expect(checking(['mypy-strict', 'ruff'])).toThrow('manifest.json: lists cases of ruff in the group types');
    expect(checking(['test_types::test_mypy'])).toThrow('lists cases of test_types::test_mypy in the group types');
  });

  it('lacks no check', () => {
    const { manifest, testManifest } = contents;
    const types = manifest.groups.find((group) => group.id === 'types');
    const [check] = types?.checks ?? [];
    expect(check).toBeDefined();
    const twoChecks = manifest.groups.map((group) =>
      group === types && check ? { ...group, checks: [check, { ...check, id: 'second' }] } : group,
    );
    expect(() => {
      checkTestManifest(testManifest, { ...manifest, groups: twoChecks });
    }).toThrow('lists no case of second in the group types');
  });
});
