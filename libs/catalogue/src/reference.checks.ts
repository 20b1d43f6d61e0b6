import type { ExercisePackage, TestGroup } from '@assay/contracts';
import { exerciseError } from './catalogue.error.js';

type Parts = Pick<ExercisePackage, 'manifest' | 'tests'>;

/** Throws a CatalogueError when a group measures against a reference that is not there, or that its harness cannot call. */
export function checkReferences({ manifest, tests }: Parts): void {
  for (const group of manifest.groups) {
    if (group.reference === undefined) continue;
    if (group.harness !== 'call') {
      const sentence = `the group ${group.id} has a reference, which groups with the harness call can be measured against.`;
      throw exerciseError('schema', 'exercise.yaml', sentence);
    }
    const paths = new Set(referenceFilesOf({ tests }, group).map(({ path }) => path));
    for (const module of manifest.modules) {
      const path = module.replaceAll('.', '/');
      if (!paths.has(`${path}.py`) && !paths.has(`${path}/__init__.py`)) {
        const place = `tests/${group.reference}/${path}.py`;
        throw exerciseError('file-missing', place, `is missing; the group ${group.id} measures against it.`);
      }
    }
  }
}

/** The author's solution that a group is measured against, by its paths in a work folder; empty where it is not measured. */
export function referenceFilesOf({ tests }: Pick<ExercisePackage, 'tests'>, { reference }: TestGroup): ExercisePackage['tests'] {
  if (reference === undefined) return [];
  return tests
    .filter(({ path }) => path.startsWith(`${reference}/`))
    .map(({ path, content }) => ({ path: path.slice(reference.length + 1), content }));
}
