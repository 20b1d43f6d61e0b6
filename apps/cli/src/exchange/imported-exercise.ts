import path from 'node:path';
import { faultsOfExercise, sayFault } from '@assay/catalogue';
import type { ImageProfile, TextFile } from '@assay/contracts';
import { newId } from '@assay/platform';
import { stringify } from 'yaml';
import type { ExerciseWishes } from '../authoring/exercise-wishes.js';
import { refuseWishes } from '../authoring/exercise-wishes.js';
import { makeFolder } from '../authoring/make-folder.js';
import { freeCode } from '../authoring/new-exercise.js';

/** What an author says of a problem that another system describes. */
export interface ImportWishes extends ExerciseWishes {
  within: string;
}

/** A problem of another system as files of ours, and in sentences what of it could not be carried over. */
export interface Translation {
  title: string;
  summary: string;
  imageProfile: ImageProfile;
  modules: string[];
  groups: Record<string, unknown>[];
  /** Everything but `exercise.yaml`. */
  files: TextFile[];
  leftOut: string[];
}

export interface ImportedExercise {
  folder: string;
  leftOut: string[];
  /** What the exercise lacks before it can be verified, one line each. */
  missing: string[];
}

/**
 * Makes an exercise of a translated problem. It may lack what only its author can give, such as a rubric; that is said, and `verify`
 * refuses it until it is there.
 *
 * @throws AssayError `usage-wrong` for wishes that cannot be, or a folder that exists
 */
export async function makeImported(wishes: ImportWishes, translate: () => Translation): Promise<ImportedExercise> {
  await refuseWishes(wishes, {
    slug: 'say --slug with',
    competency: 'say --competency with',
    minutes: 'say --minutes with',
  });
  const { leftOut, files, ...translation } = translate();
  const manifest = manifestOf(wishes, translation, await freeCode());
  const folder = await makeFolder(wishes.within, wishes.slug, [
    ['exercise.yaml', stringify(manifest)],
    ...files.map(({ path: name, content }) => [name, content] as const),
  ]);
  const faults = await faultsOfExercise(folder);
  return { folder, leftOut, missing: faults.map(sayFault) };
}

function manifestOf(
  { slug, competency, minutes }: ImportWishes,
  { title, summary, imageProfile, modules, groups }: Omit<Translation, 'files' | 'leftOut'>,
  code: string,
): Record<string, unknown> {
  return {
    ...{ id: newId(), slug, code, version: 1, title: title.slice(0, 80), summary: summary.slice(0, 200) },
    ...{ kind: 'coding', language: 'python', minutes, imageProfile, modules },
    competencies: [{ id: competency, minutes }],
    aiAllowed: false,
    groups: groups.map((group) => ({
      ...group,
      evidence: group['visibility'] === 'hidden' ? [{ competency, weight: 1 }] : [],
    })),
    disclosure: { afterClose: 'groups' },
    piloted: 'not yet piloted',
  };
}

/** The image that has the libraries which some Python text imports, and the least memory that they want. */
export function imageFor(texts: readonly string[]): { imageProfile: ImageProfile; leastMemoryMb: number } {
  const hasArrays = texts.some((text) => /^\s*(?:import|from)\s+(?:numpy|pandas)\b/m.test(text));
  return hasArrays ? { imageProfile: 'data', leastMemoryMb: 512 } : { imageProfile: 'base', leastMemoryMb: 64 };
}

/** A name for an exercise or an example out of a file's name. */
export function slugFrom(name: string): string {
  return path
    .basename(name)
    .replace(/\.[A-Za-z.]+$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
