import {
  equivalentMutants,
  exerciseManifest,
  formManifest,
  rubricManifest,
  submissionExpectations,
  testManifest,
  variantManifest,
} from '@assay/contracts';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CatalogueError } from './catalogue.error.js';
import { exerciseFolder, listExercises, loadExercise } from './exercise.loader.js';
import type { LoadExerciseOptions } from './exercise.loader.js';
import { requirementsOf } from './statement.requirements.js';
import { readTextFolder } from './text.folder.js';

/** Something that is wrong in an exercise's folder. */
export interface PackageFault {
  /** Relative to the folder. */
  file: string;
  line: number | null;
  /** One sentence. */
  message: string;
}

/** A fault with its place, on one line. */
export function sayFault({ file, line, message }: PackageFault): string {
  return `${file}${line === null ? '' : `:${String(line)}`}: ${message}`;
}

/** The files in which every key means something; with those that an exercise may lack. */
const structured: [file: string, schema: z.ZodType, isNeeded: boolean][] = [
  ['exercise.yaml', exerciseManifest, true],
  ['rubric.yaml', rubricManifest, true],
  ['submissions.yaml', submissionExpectations, true],
  ['manifest.json', testManifest, true],
  ['variants/variants.yaml', variantManifest, false],
  ['form.yaml', formManifest, false],
  ['equivalents.yaml', equivalentMutants, false],
];

/**
 * Everything that is wrong in the files of an exercise, as far as one fault does not hide another: in the order of its files.
 *
 * @throws CatalogueError `not-found` when there is no such exercise or folder
 */
export async function faultsOfExercise(slugOrFolder: string, options: LoadExerciseOptions = {}): Promise<PackageFault[]> {
  const folder = await exerciseFolder(slugOrFolder);
  const faults: PackageFault[] = [];
  for (const [file, schema, isNeeded] of structured) {
    if (file === 'manifest.json' && options.testManifest === 'ignored') continue;
    faults.push(...(await faultsOfStructured(folder, file, schema, isNeeded)));
  }
  faults.push(...(await faultsOfStatement(folder)), ...(await faultsOfFolders(folder)), ...(await untiedTests(folder)));
  const whole = await loadExercise(slugOrFolder, options).then(
    () => [],
    (error: unknown) => [faultFrom(error)],
  );
  return [...faults, ...whole.filter(({ file }) => !faults.some((other) => other.file === file))];
}

/** Exercises of the catalogue, and others given by their folder, that share an id: one line for each pair. */
export async function repeatedIds(slugsOrFolders: readonly string[]): Promise<string[]> {
  const folders = await Promise.all([...new Set([...(await listExercises()), ...slugsOrFolders])].map(exerciseFolder));
  const seen = new Map<string, { slug: string; folder: string }>();
  const said: string[] = [];
  for (const folder of new Set(folders)) {
    const text = await readFile(join(folder, 'exercise.yaml'), 'utf8').catch(() => '');
    const { id, slug } = exerciseManifest.pick({ id: true, slug: true }).safeParse(valueOf(text)).data ?? {};
    if (id === undefined || slug === undefined) continue;
    const other = seen.get(id);
    // A copy of an exercise elsewhere is the same exercise.
    if (other !== undefined && other.slug !== slug) {
      said.push(`${basename(folder)}/exercise.yaml: has the id of ${other.slug}; give each exercise an id of its own.`);
    }
    seen.set(id, { slug, folder });
  }
  return said;
}

function valueOf(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length > 0 ? null : document.toJS();
}

async function faultsOfStructured(folder: string, file: string, schema: z.ZodType, isNeeded: boolean): Promise<PackageFault[]> {
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) return isNeeded ? [{ file, line: null, message: 'is missing; every exercise has this file.' }] : [];
  const text = textOf(bytes);
  if (text === null) return [notText(file)];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      file,
      line: error.linePos?.[0].line ?? null,
      message: `cannot be read as YAML. ${error.message.split('\n')[0] ?? ''}`,
    }));
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const value: unknown = document.toJS();
  const checked = schema.safeParse(value);
  if (!checked.success) {
    return checked.error.issues.map(({ path, message, ...issue }) => ({
      file,
      line: lineOf(issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path),
      message: `${path.map(String).join('.') || 'the file'}: ${message}`,
    }));
  }
  return unknownKeys(value, checked.data).map((path) => ({
    file,
    line: lineOf(path),
    message: `${path.map(String).join('.')}: there is no such key; see the author guide for those that there are.`,
  }));
}

/** The line of the nearest part of the document that exists on the way to a path. */
function lineAt(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** What was given and left no trace once it was read. */
function unknownKeys(given: unknown, read: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    const at = [...path, Array.isArray(given) ? Number(key) : key];
    return key in read ? unknownKeys(value, (read as Record<string, unknown>)[key], at) : [at];
  });
}

async function faultsOfStatement(folder: string): Promise<PackageFault[]> {
  const file = 'statement.md';
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) return [{ file, line: null, message: 'is missing; every exercise has this file.' }];
  const text = textOf(bytes);
  if (text === null) return [notText(file)];
  try {
    requirementsOf(text);
    return [];
  } catch (error) {
    return [faultFrom(error)];
  }
}

async function faultsOfFolders(folder: string): Promise<PackageFault[]> {
  const submissions = await readdir(join(folder, 'submissions')).catch(() => []);
  const labels = ['starter', 'tests', ...submissions.sort().map((name) => `submissions/${name}`)];
  const found = await Promise.all(
    labels.map((label) =>
      readTextFolder(join(folder, label), label).then(
        () => [],
        (error: unknown) => [faultFrom(error)],
      ),
    ),
  );
  return found.flat();
}

/** Hidden test functions of modules without a mark that names a requirement. */
async function untiedTests(folder: string): Promise<PackageFault[]> {
  const files = await readTextFolder(join(folder, 'tests'), 'tests').catch(() => []);
  return files
    .filter(({ path }) => /^hidden\/(?:.*\/)?test_[^/]*\.py$/.test(path))
    .flatMap(({ path, content }) => {
      if (/^pytestmark\s*=.*requirement/m.test(content)) return [];
      const aliases = [...content.matchAll(/^(\w+)\s*=\s*pytest\.mark\.requirement\(/gm)].map(([, alias = '']) => `@${alias}`);
      const lines = content.split('\n');
      return lines.flatMap((text, index) => {
        const [, name] = /^(?:async )?def (test_\w*)/.exec(text) ?? [];
        if (name === undefined || isMarked(lines, index, ['@pytest.mark.requirement(', ...aliases])) return [];
        return [
          {
            file: `tests/${path}`,
            line: index + 1,
            message: `${name} names no requirement; mark it with @pytest.mark.requirement.`,
          },
        ];
      });
    });
}

/** Whether one of the decorators above a function is such a mark; they begin after the function or class before it. */
function isMarked(lines: readonly string[], index: number, marks: readonly string[]): boolean {
  for (let above = index - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? '';
    if (marks.some((mark) => line.startsWith(mark))) return true;
    if (/^(?:async def|def|class)\b/.test(line)) return false;
  }
  return false;
}

function faultFrom(error: unknown): PackageFault {
  if (!(error instanceof CatalogueError)) throw error;
  return { file: error.file, line: null, message: error.message.replace(`${error.file}: `, '') };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function notText(file: string): PackageFault {
  return { file, line: null, message: 'is not UTF-8 text; save it as UTF-8.' };
}
