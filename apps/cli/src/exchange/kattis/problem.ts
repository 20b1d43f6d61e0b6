import { AssayError, messageOf } from '@assay/platform';
import { parse } from 'yaml';
import { z } from 'zod';
import { expectFormat } from '../foreign-file.js';

/** YAML reads a name such as 2048 as a number. */
const word = z.union([z.string(), z.number()]).transform(String);
export const words = z
  .union([z.string().transform((text) => text.split(/\s+/)), z.array(word)])
  .nullish()
  .transform((list) => list?.filter((text) => text !== ''));
const positive = z.number().positive().nullish();
const person = z.union([word, z.looseObject({ name: word }).transform(({ name }) => name)]);
const people = z.union([person.transform((one) => [one]), z.array(person)]);

/**
 * What of `problem.yaml` matters here, in the legacy form and that of 2025-09. Other keys are left alone; a key without a value is as
 * good as none.
 */
const problemYaml = z.looseObject({
  problem_format_version: z.string().nullish(),
  name: z.union([word, z.record(z.string(), word)]).nullish(),
  type: z.union([z.string(), z.array(z.string())]).nullish(),
  license: z.string().nullish(),
  rights_owner: word.nullish(),
  author: word.nullish(),
  credits: z.union([z.string(), z.looseObject({ authors: people.nullish() })]).nullish(),
  source: z.union([people, z.null()]).optional(),
  embargo_until: z.union([z.string(), z.date()]).nullish(),
  limits: z.looseObject({ time_limit: positive, memory: positive }).nullish(),
  validation: z.string().nullish(),
  validator_flags: words,
  constants: z.record(z.string(), z.unknown()).nullish(),
});
export type ProblemYaml = z.infer<typeof problemYaml>;

/**
 * Source: Kattis problem package format, legacy and 2025-09.
 *
 * @throws AssayError `exercise-invalid` when it cannot be read, or tells of a problem whose outputs a program judges
 */
export function readProblem(text: string): ProblemYaml {
  const problem = readYaml('problem.yaml', text, problemYaml);
  const types = [problem.type ?? 'pass-fail'].flat().flatMap((type) => type.split(/\s+/));
  const other = types.find((type) => type !== 'pass-fail');
  if (other !== undefined) {
    throw new AssayError('exercise-invalid', `problem.yaml: the problem is ${other}; only pass-fail problems can be imported.`);
  }
  if (problem.validation?.startsWith('custom') === true) throw judgedByProgram('problem.yaml');
  return problem;
}

export function judgedByProgram(file: string): AssayError {
  return new AssayError(
    'exercise-invalid',
    `${file}: outputs are judged by a program of the problem's own, which cannot be carried over: nothing else could tell right from wrong. Make an exercise with the harness cli and write its tests.`,
  );
}

/**
 * Whether this problem may be taken: its licence must be known, unless whoever imports it owns it, and its embargo over.
 *
 * @throws AssayError `exercise-invalid`
 */
export function refuseForeign(problem: ProblemYaml, isOwned: boolean, now: Date): void {
  if ((problem.license ?? 'unknown') === 'unknown' && !isOwned) {
    throw new AssayError('exercise-invalid', 'problem.yaml: the licence is unknown. Say --own if the problem is yours.');
  }
  const embargo = problem.embargo_until;
  if (embargo && new Date(embargo) > now) {
    throw new AssayError(
      'exercise-invalid',
      `problem.yaml: the problem is under embargo until ${new Date(embargo).toISOString().slice(0, 10)}.`,
    );
  }
}

/** Whom the licence wants named, if anybody. */
export function creditOf({ license, rights_owner, author, credits, source }: ProblemYaml): string[] {
  const authors = typeof credits === 'string' ? [credits] : [author ?? [], credits?.authors ?? []].flat();
  // In the legacy form the owner may be the word for one of the others.
  const owner = ['author', 'source'].includes(rights_owner ?? '') ? [] : (rights_owner ?? []);
  const named = [...new Set([...authors, owner, source ?? []].flat())];
  if (!license || ['unknown', 'public domain', 'cc0'].includes(license) || named.length === 0) return [];
  return [`problem.yaml: the licence is ${license} and is not carried over, nor are those to credit: ${named.join('; ')}.`];
}

/** Values that texts of the package name as `{{name}}`, or in LaTeX as `\constant{name}`. */
export function withConstants(text: string, { constants }: ProblemYaml): string {
  return text.replace(/\{\{(\w+)\}\}|\\constant\{(\w+)\}/g, (whole, double?: string, single?: string) => {
    const value = constants?.[double ?? single ?? ''];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

export function readYaml<T extends z.ZodType>(file: string, text: string, schema: T): z.infer<T> {
  let value: unknown;
  try {
    value = parse(text) ?? {};
  } catch (cause) {
    throw new AssayError('exercise-invalid', `${file}: cannot be read as YAML. ${messageOf(cause).split('\n')[0] ?? ''}`, {
      cause,
    });
  }
  return expectFormat(file, value, schema);
}
