import { AssayError, messageOf } from '@assay/platform';
import { parse } from 'yaml';
import { z } from 'zod';

/** How a program's output is compared with the answer: the flags of the format's own validator. */
export interface Comparison {
  caseSensitive: boolean;
  spaceSensitive: boolean;
  relative: number;
  absolute: number;
}

const words = z.union([z.string().transform((text) => text.split(/\s+/)), z.array(z.coerce.string())]);

/** What of `problem.yaml` matters here, in the legacy form and that of 2025-09. Other keys are left alone. */
const problemYaml = z.looseObject({
  name: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  license: z.string().optional(),
  embargo_until: z.union([z.string(), z.date()]).optional(),
  limits: z.looseObject({ time_limit: z.number().positive().optional(), memory: z.number().positive().optional() }).nullish(),
  validation: z.string().optional(),
  validator_flags: words.optional(),
});
export type ProblemYaml = z.infer<typeof problemYaml>;

const groupYaml = z.looseObject({ output_validator_flags: words.optional(), output_validator_args: words.optional() });

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
export function refuseForeign({ license = 'unknown', embargo_until: embargo }: ProblemYaml, isOwned: boolean, now: Date): void {
  if (license === 'unknown' && !isOwned) {
    throw new AssayError('exercise-invalid', 'problem.yaml: the licence is unknown. Say --own if the problem is yours.');
  }
  if (embargo !== undefined && new Date(embargo) > now) {
    throw new AssayError(
      'exercise-invalid',
      `problem.yaml: the problem is under embargo until ${new Date(embargo).toISOString().slice(0, 10)}.`,
    );
  }
}

/** The flags of the problem and of the folder of its cases, the later ones winning. */
export function comparisonOf(problem: ProblemYaml, groupFiles: readonly (readonly [file: string, text: string])[]): Comparison {
  const flags = groupFiles.flatMap(([file, text]) => {
    const group = readYaml(file, text, groupYaml);
    return group.output_validator_args ?? group.output_validator_flags ?? [];
  });
  const comparison: Comparison = { caseSensitive: false, spaceSensitive: false, relative: 0, absolute: 0 };
  const all = [...(problem.validator_flags ?? []), ...flags].filter((word) => word !== '');
  for (let place = 0; place < all.length; place += 1) {
    const flag = all[place] ?? '';
    if (flag === 'case_sensitive') comparison.caseSensitive = true;
    else if (flag === 'space_change_sensitive') comparison.spaceSensitive = true;
    else if (/^float_(?:(?:relative|absolute)_)?tolerance$/.test(flag)) {
      const tolerance = Number(all[(place += 1)]);
      if (!(tolerance >= 0)) throw new AssayError('exercise-invalid', `problem.yaml: ${flag} needs a number after it.`);
      if (flag !== 'float_absolute_tolerance') comparison.relative = tolerance;
      if (flag !== 'float_relative_tolerance') comparison.absolute = tolerance;
    } else {
      throw new AssayError(
        'exercise-invalid',
        `problem.yaml: nothing is known of the validator's flag ${flag}, so outputs cannot be compared.`,
      );
    }
  }
  return comparison;
}

function readYaml<T extends z.ZodType>(file: string, text: string, schema: T): z.infer<T> {
  let value: unknown;
  try {
    value = parse(text) ?? {};
  } catch (cause) {
    throw new AssayError('exercise-invalid', `${file}: cannot be read as YAML. ${messageOf(cause).split('\n')[0] ?? ''}`, {
      cause,
    });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `${file}: ${path.map(String).join('.')}: ${message}`);
  throw new AssayError('exercise-invalid', lines.join('\n'));
}
