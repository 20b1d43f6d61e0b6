import { z } from 'zod';
import { keyEntry } from './keyed.js';
import { sentence, slug } from './primitives.js';

/** The candidate's file that holds answers: JSON by entry id (see `answerKey`). */
export const answersPath = z.string().regex(/^(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+\.json$/);

const option = z.strictObject({ id: slug, label: sentence(400) });
export type FormOption = z.infer<typeof option>;

const named = z.strictObject({ id: slug, label: sentence(80) });

const field = z.strictObject({
  /** The member of the answers file that it fills. */
  id: slug,
  label: sentence(300),
  /** Markdown above the field, such as a vignette. */
  about: z.string().trim().min(1).max(3_000).optional(),
  /** One line below the field. */
  help: sentence(300).optional(),
});

const options = distinct(z.array(option).min(2).max(40));

export const formField = z.discriminatedUnion('kind', [
  field.extend({ kind: z.literal('choice'), options }),
  field.extend({ kind: z.literal('choices'), options }),
  field.extend({ kind: z.literal('number'), unit: sentence(40).optional() }),
  field.extend({ kind: z.literal('text') }),
  field.extend({ kind: z.literal('order'), options: distinct(z.array(option).min(2).max(20)) }),
  field.extend({ kind: z.literal('judgement'), options }),
  field.extend({
    kind: z.literal('findings'),
    /** The unified diff of the starter that is reviewed. */
    diff: z.string().regex(/^(?:[\w.-]+\/)*[\w-][\w.-]*\.(?:diff|patch)$/),
    categories: distinct(z.array(named).min(1).max(20)),
    severities: distinct(z.array(named).min(1).max(10)),
  }),
  field.extend({
    kind: z.literal('alert'),
    signals: distinct(
      z
        .array(named.extend({ unit: sentence(40).optional() }))
        .min(1)
        .max(20),
    ),
  }),
  field.extend({ kind: z.literal('prose'), rows: z.int().min(1).max(40).default(4) }),
]);
export type FormField = z.infer<typeof formField>;
/** The fields of one kind. */
export type FormFieldOf<Kind extends FormField['kind']> = Extract<FormField, { kind: Kind }>;

/** How candidates answer one file: its fields in their order. It holds nothing of the key. */
export const answerForm = z.strictObject({
  answers: answersPath,
  title: sentence(80),
  fields: distinct(z.array(formField).min(1).max(120)),
});
export type AnswerForm = z.infer<typeof answerForm>;

/** `form.yaml` of an exercise package: one form for each answers file of its `keyed` groups. */
export const formManifest = z.strictObject({
  forms: z
    .array(answerForm)
    .min(1)
    .max(10)
    .refine((forms) => new Set(forms.map(({ answers }) => answers)).size === forms.length, 'name one answers file twice'),
});

/** What became of one finding of a review. */
export const judgedFinding = z.object({
  /** As the candidate wrote it; of any form. */
  finding: z.unknown(),
  outcome: z.enum(['found', 'decoy', 'false']),
  /** The defect that it found. */
  defect: slug.nullable(),
});

/** One entry of a key beside the answer to it. For staff who may see keys, never for candidates. */
export const comparedEntry = z.object({
  entry: keyEntry,
  /** As the candidate gave it, of any form; null where there is none. */
  answer: z.unknown(),
  earned: z.int().min(0),
  possible: z.int().min(0),
  /** Where the points come from: one part, or one for each half, defect or recording. */
  parts: z.array(z.object({ id: z.string(), earned: z.int().min(0), possible: z.int().min(0), remark: z.string().nullable() })),
  /** For `findings`: every finding that could be read. */
  findings: z.array(judgedFinding),
});
export type ComparedEntry = z.infer<typeof comparedEntry>;

/** The answers of one file beside their key. */
export const comparedAnswers = z.object({
  group: slug,
  title: z.string(),
  answers: answersPath,
  form: answerForm.nullable(),
  entries: z.array(comparedEntry),
  /** Answers of fields that no key has: the rubric rates them. */
  prose: z.record(slug, z.string()),
  /** The diffs that its form reviews, as candidates were given them. */
  diffs: z.record(z.string(), z.string()),
  /** Why no answer could be read, in a sentence. */
  fault: z.string().nullable(),
});
export type ComparedAnswers = z.infer<typeof comparedAnswers>;

function distinct<T extends z.ZodArray<z.ZodType<{ id: string }>>>(list: T): T {
  return list.refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'have an id twice');
}
