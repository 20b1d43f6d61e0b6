import { z } from 'zod';
import { slug } from './primitives.js';

const points = z.int().min(1).max(20);
const line = z.int().min(1).max(100_000);

const entry = z.object({
  /** The member of the answers file that holds the answer. */
  id: slug,
  /** Requirement ids of the statement, such as `R2`. */
  requirements: z.array(z.string().regex(/^R\d{1,3}$/)).min(1),
  /** Cases that the entry counts for in its group. */
  points: points.default(1),
});

const options = distinct(z.array(slug).min(2).max(40));
/** Option → the points that it earns instead of all. */
const partial = z.record(slug, points).default({});

/** One of several options. */
export const choiceEntry = entry
  .extend({ kind: z.literal('choice'), options, answer: slug, partial })
  .superRefine((choice, context) => {
    refuseForeign(context, choice.options, [choice.answer], 'answer');
    refusePartial(context, choice, choice.answer, choice.partial, 'partial');
  });

/** Any number of several options. `each`: a right one earns its share, a wrong one takes as much away, never below zero. */
export const choicesEntry = entry
  .extend({
    kind: z.literal('choices'),
    options,
    answer: distinct(z.array(slug).min(1)),
    credit: z.enum(['exact', 'each']),
  })
  .superRefine((choices, context) => {
    refuseForeign(context, choices.options, choices.answer, 'answer');
  });

/** A number, in a unit that the statement names. `relative` is a share of the answer's size. */
export const numberEntry = entry.extend({
  kind: z.literal('number'),
  answer: z.number(),
  tolerance: z.union([z.strictObject({ absolute: z.number().min(0) }), z.strictObject({ relative: z.number().min(0).max(1) })]),
});

/** A short text that equals one of the accepted ones, where neither case nor the amount of white space matters. */
export const textEntry = entry.extend({
  kind: z.literal('text'),
  accepts: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
});

/** All items in the right order. `pairs`: pairs in the right order less those in the wrong one, as a share of all pairs. */
export const orderEntry = entry.extend({
  kind: z.literal('order'),
  answer: distinct(z.array(slug).min(2).max(20)),
  credit: z.enum(['exact', 'pairs']),
});

const judgementHalf = z.object({ answer: slug, points: points.default(1), partial });

/** The best and the worst of several ways to act; each half earns its own points. */
export const judgementEntry = entry
  .omit({ points: true })
  .extend({ kind: z.literal('judgement'), options, best: judgementHalf, worst: judgementHalf })
  .superRefine((judgement, context) => {
    for (const half of ['best', 'worst'] as const) {
      const { answer, partial: shares } = judgement[half];
      refuseForeign(context, judgement.options, [answer], half);
      refusePartial(context, { ...judgement, points: judgement[half].points }, answer, shares, half);
    }
    if (judgement.best.answer === judgement.worst.answer) {
      context.addIssue({ code: 'custom', path: ['worst'], message: 'is the best option too' });
    }
  });

const place = z.object({
  file: z.string().min(1).max(200),
  from: line,
  to: line,
  /** How many lines outside `from`–`to` a finding may still name. */
  tolerance: z.int().min(0).max(20).default(0),
});

const defect = forwards(
  entry.extend({
    ...place.shape,
    /** Categories under which naming it is right. */
    categories: z.array(slug).min(1),
    /** More points for a severity that agrees. */
    severity: z
      .object({ points, accepts: z.array(slug).min(1) })
      .nullable()
      .default(null),
  }),
);

/**
 * A list of review findings. Each defect is found by at most one finding, and each finding finds at most one defect. What is left
 * over is false; it costs points of `restraint`, which are there to lose in the share in which defects were found.
 */
export const findingsEntry = entry
  .omit({ points: true })
  .extend({
    kind: z.literal('findings'),
    categories: distinct(z.array(slug).min(1).max(20)),
    severities: distinct(z.array(slug).min(1).max(10)),
    /** A longer list is not looked at: whoever names every line has found nothing. */
    most: z.int().min(1).max(100).default(30),
    defects: z.array(defect).min(1).max(40),
    /** Sound places that look like defects. */
    decoys: z.array(forwards(place)).max(40).default([]),
    restraint: z.object({
      points,
      /** Points that a false finding on a decoy costs, and one anywhere else. */
      decoy: z.int().min(0).max(20),
      other: z.int().min(0).max(20),
    }),
  })
  .superRefine((findings, context) => {
    const ids = findings.defects.map(({ id }) => id);
    refuseTwice(context, [...ids, findings.id], 'defects');
    for (const [index, { categories, severity }] of findings.defects.entries()) {
      refuseForeign(context, findings.categories, categories, `defects.${String(index)}.categories`);
      refuseForeign(context, findings.severities, severity?.accepts ?? [], `defects.${String(index)}.severity`);
    }
  });

const recording = z.object({
  id: slug,
  points: points.default(1),
  /** A CSV file below `tests/`: a head line of signal names, then one line of numbers for each minute. */
  series: z.string().regex(/^hidden\//),
  /** The first and last minute, counted from 0, in which the alert must fire for the first time; null where it must stay silent. */
  fires: forwards(z.object({ from: z.int().min(0), to: z.int().min(0) }))
    .nullable()
    .default(null),
});

/** An alert rule, replayed on recorded series. Silence counts only for a rule that fires on some recording when it must. */
export const alertEntry = entry
  .omit({ points: true })
  .extend({
    kind: z.literal('alert'),
    signals: distinct(z.array(slug).min(1).max(20)),
    recordings: z.array(recording).min(2).max(20),
  })
  .superRefine(({ recordings }, context) => {
    refuseTwice(
      context,
      recordings.map(({ id }) => id),
      'recordings',
    );
    if (!recordings.some(({ fires }) => fires !== null) || !recordings.some(({ fires }) => fires === null)) {
      const message = 'need one on which the alert must fire and one on which it must stay silent';
      context.addIssue({ code: 'custom', path: ['recordings'], message });
    }
  });

export const keyEntry = z.discriminatedUnion('kind', [
  choiceEntry,
  choicesEntry,
  numberEntry,
  textEntry,
  orderEntry,
  judgementEntry,
  findingsEntry,
  alertEntry,
]);
export type KeyEntry = z.infer<typeof keyEntry>;
/** The entries of one kind. */
export type KeyEntryOf<Kind extends KeyEntry['kind']> = Extract<KeyEntry, { kind: Kind }>;

/** The key file of a group with the harness `keyed`. It never leaves the server. */
export const answerKey = z.strictObject({ entries: z.array(keyEntry).min(1).max(100) }).superRefine(({ entries }, context) => {
  refuseTwice(
    context,
    entries.map(({ id }) => id),
    'entries',
  );
});
export type AnswerKey = z.infer<typeof answerKey>;

/** One finding of a review, as the answers file lists them. */
export const reviewFinding = forwards(
  z.object({ file: z.string().min(1).max(200), from: line, to: line, category: slug, severity: slug }),
);
export type ReviewFinding = z.infer<typeof reviewFinding>;

/** The answer to a `judgement`. */
export const judgementAnswer = z.object({ best: slug, worst: slug });

/** The answer to an `alert`: it fires once all conditions have held together for longer than `forMinutes` minutes in a row. */
export const alertRule = z.object({
  all: z
    .array(
      z.object({
        signal: slug,
        /** Over the last `minutes` minutes, the present one included. */
        statistic: z.enum(['mean', 'min', 'max']),
        minutes: z.int().min(1).max(1_440),
        comparison: z.enum(['above', 'below']),
        value: z.number(),
      }),
    )
    .min(1)
    .max(6),
  forMinutes: z.int().min(0).max(240),
});
export type AlertRule = z.infer<typeof alertRule>;

function distinct<T extends z.ZodArray>(list: T): T {
  return list.refine((items) => new Set(items).size === items.length, 'names something twice');
}

function forwards<T extends z.ZodType<{ from: number; to: number }>>(range: T): T {
  return range.refine(({ from, to }) => from <= to, 'ends before it begins');
}

interface Issues {
  addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void;
}

function refuseTwice(context: Issues, ids: readonly string[], member: string): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) context.addIssue({ code: 'custom', path: [member], message: `have the id ${twice} twice` });
}

function refuseForeign(context: Issues, known: readonly string[], named: readonly string[], member: string): void {
  const foreign = named.find((name) => !known.includes(name));
  if (foreign !== undefined) {
    context.addIssue({
      code: 'custom',
      path: member.split('.'),
      message: `names ${foreign}, which is none of ${known.join(', ')}`,
    });
  }
}

/** A second-best option earns something, and less than the best. */
function refusePartial(
  context: Issues,
  whole: { options: readonly string[]; points: number },
  answer: string,
  shares: Readonly<Record<string, number>>,
  member: string,
): void {
  refuseForeign(
    context,
    whole.options.filter((option) => option !== answer),
    Object.keys(shares),
    member,
  );
  if (Object.values(shares).some((share) => share >= whole.points)) {
    context.addIssue({ code: 'custom', path: [member], message: 'gives a second-best option as many points as the best' });
  }
}
