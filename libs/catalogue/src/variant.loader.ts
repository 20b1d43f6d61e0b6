import type { ExercisePackage, VariantSet } from '@assay/contracts';
import { variantManifest } from '@assay/contracts';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseError } from './catalogue.error.js';
import { readStructured } from './structured.text.js';
import { readTextFolder } from './text.folder.js';

const manifestName = 'variants.yaml';
const manifestFile = `variants/${manifestName}`;

/**
 * Reads `variants/`: its manifest, and `correct/<name>.py` and `faulty/<name>.py` for every name in it.
 *
 * @param folder the exercise's folder
 * @returns undefined for an exercise that has no such folder
 * @throws CatalogueError `variants` when names and files differ
 */
export async function readVariants(folder: string): Promise<VariantSet | undefined> {
  const below = join(folder, 'variants');
  if ((await stat(below).catch(() => null)) === null) return undefined;
  const text = await readFile(join(below, manifestName), 'utf8').catch((cause: unknown) => {
    throw exerciseError('file-missing', manifestFile, 'is missing; it says which variants there are.', { cause });
  });
  const { replaces, correct, faulty } = readStructured(text, variantManifest, manifestFile, exerciseError);
  const sources = new Map((await readTextFolder(below, 'variants')).map(({ path, content }) => [path, content]));
  sources.delete(manifestName);
  const take = (kind: 'correct' | 'faulty', name: string): string => {
    const path = `${kind}/${name}.py`;
    const source = sources.get(path);
    if (source === undefined) throw exerciseError('variants', `variants/${path}`, `is missing; ${manifestName} names it.`);
    sources.delete(path);
    return source;
  };
  const set = {
    replaces,
    correct: correct.map((name) => ({ name, source: take('correct', name) })),
    faulty: Object.entries(faulty).map(([name, facts]) => ({ name, ...facts, source: take('faulty', name) })),
  };
  const [forgotten] = sources.keys();
  if (forgotten !== undefined) {
    throw exerciseError(
      'variants',
      `variants/${forgotten}`,
      `is not in ${manifestName}, so it would never be used; name it there.`,
    );
  }
  return set;
}

type Parts = Pick<ExercisePackage, 'manifest' | 'requirements' | 'starter' | 'variants'>;

/**
 * Throws a CatalogueError at the first thing by which the variants could not do what they are for. Whether they can be told apart
 * once they are normalised is found out by `verifyExercise`, which can run Python.
 */
export function checkVariants({ manifest, requirements, starter, variants }: Parts): void {
  const users = manifest.groups.filter(({ harness }) => harness === 'mutants');
  if (variants === undefined) {
    if (users[0] === undefined) return;
    throw exerciseError('file-missing', manifestFile, `is missing; the group ${users[0].id} has the harness mutants.`);
  }
  if (users.length === 0) throw refused('is of no use, because no group has the harness mutants.');
  const given = starter.find(({ path }) => path === variants.replaces);
  if (given === undefined) throw refused(`replaces ${variants.replaces}, which starter/ does not have.`);
  checkNames(variants);
  checkBases(variants);
  checkSources(variants, given.content);
  const known = new Set(requirements.map(({ id }) => id));
  const unknown = variants.faulty.flatMap((variant) => variant.requirements).find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw exerciseError(
      'requirement-unknown',
      manifestFile,
      `refers to the requirement ${unknown}, which statement.md does not have.`,
    );
  }
}

function checkNames({ correct, faulty }: VariantSet): void {
  const names = [...correct, ...faulty].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused(`has two variants with the name ${twice}; rename one.`);
}

/** Each faulty variant derives from a correct one, and from each correct one at least one derives: no style is above suspicion. */
function checkBases({ correct, faulty }: VariantSet): void {
  const stray = faulty.find(({ base }) => !correct.some(({ name }) => name === base));
  if (stray !== undefined) throw refused(`derives ${stray.name} from ${stray.base}, which is no correct variant.`);
  const unused = correct.find(({ name }) => !faulty.some(({ base }) => base === name));
  if (unused !== undefined) {
    throw refused(`derives no faulty variant from ${unused.name}, so its style alone would say that it is correct.`);
  }
}

function checkSources({ correct, faulty }: VariantSet, given: string): void {
  const seen = new Map([[given, 'the given source']]);
  for (const { name, source } of [...correct, ...faulty]) {
    const other = seen.get(source);
    if (other !== undefined) throw refused(`has the variant ${name}, which is the same as ${other}.`);
    seen.set(source, `the variant ${name}`);
  }
}

function refused(sentence: string): Error {
  return exerciseError('variants', manifestFile, sentence);
}
