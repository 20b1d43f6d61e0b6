import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedExercise } from '@assay/catalogue';
import { demoFolder, loadExercise, loadRole } from '@assay/catalogue';
import type { ExercisePackage, RoleManifest, TextFile } from '@assay/contracts';
import { AssayError, messageOf } from '@assay/platform';
import { parse } from 'yaml';
import type { z } from 'zod';
import { prettifyError } from 'zod';
import { readSubmission } from '../grade/read-submission.js';
import type { Cast, CastCandidate, RatingTexts } from './demo.schema.js';
import { castSchema, ratingTextsSchema } from './demo.schema.js';

/** What one candidate handed in for one exercise. */
export interface DemoPiece {
  candidate: CastCandidate;
  exercise: ExercisePackage;
  /** Of the submission in the catalogue. */
  name: string;
  files: TextFile[];
}

/** The demo as the catalogue holds it, without the recorded reports. */
export interface Demo {
  cast: Cast;
  ratings: RatingTexts;
  role: RoleManifest;
  /** In the order of the assessment. */
  exercises: ExercisePackage[];
  /** In the order of the sittings, then of the assessment. */
  pieces: DemoPiece[];
}

/**
 * Reads the demo from the catalogue.
 *
 * @throws AssayError `set-up-failed` when a file of the demo does not fit, and whatever loading exercises and role throws.
 */
export async function readDemo(): Promise<Demo> {
  const cast = await readCast();
  const [ratings, role, loaded] = await Promise.all([
    readYaml('ratings.yaml', ratingTextsSchema),
    loadRole(cast.role),
    Promise.all(cast.assessment.exercises.map((slug) => loadExercise(slug))),
  ]);
  const pieces = cast.candidates.flatMap((candidate) =>
    loaded.flatMap((exercise) => {
      const name = candidate.work[exercise.package.manifest.slug]?.piece;
      return name === undefined ? [] : [readPiece(candidate, exercise, name)];
    }),
  );
  return { cast, ratings, role, exercises: loaded.map((exercise) => exercise.package), pieces: await Promise.all(pieces) };
}

/** Who is who in the demo. @throws AssayError `set-up-failed` when the file does not fit. */
export function readCast(): Promise<Cast> {
  return readYaml('cast.yaml', castSchema);
}

/** A piece in file names and messages, such as `alder-quill-word-counter`. */
export function pieceKey({ candidate, exercise }: DemoPiece): string {
  return `${candidate.name.toLowerCase().replaceAll(' ', '-')}-${exercise.manifest.slug}`;
}

async function readYaml<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>> {
  const checked = schema.safeParse(parseYaml(name, await readFile(path.join(demoFolder, name), 'utf8')));
  if (!checked.success) {
    throw new AssayError('set-up-failed', `The demo's ${name} does not fit:\n${prettifyError(checked.error)}`);
  }
  return checked.data;
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new AssayError('set-up-failed', `The demo's ${name} is no YAML: ${messageOf(cause)}`, { cause });
  }
}

async function readPiece(candidate: CastCandidate, loaded: LoadedExercise, name: string): Promise<DemoPiece> {
  const example = loaded.examples.find((one) => one.name === name);
  const folder = path.join(demoFolder, 'submissions', loaded.package.manifest.slug, name);
  const files = example?.files ?? (await readSubmission(folder)).map(asText);
  return { candidate, exercise: loaded.package, name, files };
}

function asText({ path: name, content }: Awaited<ReturnType<typeof readSubmission>>[number]): TextFile {
  if (typeof content !== 'string') {
    throw new AssayError('set-up-failed', `${name} of the demo is not text.`);
  }
  return { path: name, content };
}
