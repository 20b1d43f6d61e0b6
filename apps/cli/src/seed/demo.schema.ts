import { competencyId, decisionOutcome, email, instant, sentence, slug, staffRole, timeFactor } from '@assay/contracts';
import { z } from 'zod';

const when = instant.transform((text) => new Date(text));

const staffMember = z.object({
  key: slug,
  name: sentence(120),
  email,
  roles: z.array(staffRole).min(1),
  /** How many levels below the others somebody rates the same work; interviewers only. */
  strictness: z.number().min(-2).max(2).default(0),
  /** How much stricter still somebody is by one criterion. */
  leanings: z.record(slug, z.number().min(-2).max(2)).default({}),
});

const castPiece = z.object({
  /** Folder of the demo's submissions, or an example submission of the exercise. */
  piece: slug,
  /** Minutes that the candidate worked on it. */
  minutes: z.int().positive(),
  /** Who rated it, in order; a third only where the first two disagree. */
  raters: z.array(slug).max(3),
});

const candidate = z.object({
  name: sentence(120),
  email,
  invitedAt: when,
  revokedAt: when.optional(),
  /** Absent for somebody who never started. */
  startedAt: when.optional(),
  timeFactor: timeFactor.default(1),
  closed: z.enum(['handed-in', 'deadline']).default('handed-in'),
  /** By exercise. What was in work when the time ran out is handed in by the platform. */
  work: z.record(slug, castPiece).default({}),
});

/** `cast.yaml`: who is who in the demo, and what they did when. */
export const castSchema = z.object({
  tenant: z.object({ slug, name: sentence(120), retentionMonths: z.int().positive() }),
  password: z.string().min(8),
  staff: z.array(staffMember).min(1),
  role: slug,
  loop: z.object({ title: sentence(80), owner: slug }),
  assessment: z.object({
    title: sentence(80),
    author: slug,
    publishedAt: when,
    exercises: z.array(slug).min(1),
    rules: z.string().trim().max(2_000),
  }),
  candidates: z.array(candidate).min(1),
  decisions: z.array(
    z.object({
      candidate: z.string(),
      outcome: decisionOutcome,
      by: slug,
      at: when,
      competencies: z.array(competencyId),
      reason: z.string().trim().min(40).max(4_000),
    }),
  ),
  visitors: z.object({ emailDomain: z.string(), names: z.array(sentence(120)).min(1) }),
});
export type Cast = z.output<typeof castSchema>;
export type CastMember = Cast['staff'][number];
export type CastCandidate = Cast['candidates'][number];

const wordings = z.array(sentence(400)).length(2);

const criterionTexts = z.object({
  /** Groups whose failed tests are cited beside the lines, below the bar. */
  tests: z.array(slug),
  sentences: z.object({ 1: wordings, 2: wordings, 3: wordings, 4: wordings }),
  work: z.record(
    slug,
    z.object({
      /** How good the work is by this criterion, on the scale of levels. */
      quality: z.number().min(1).max(4),
      file: z.string(),
      /** Text of the first line that is cited. */
      line: z.string().min(1),
      /** How many lines are cited. */
      lines: z.int().positive().default(1),
      /** What a rater sees there. */
      remark: sentence(400),
    }),
  ),
});
export type CriterionTexts = z.output<typeof criterionTexts>;

/** `ratings.yaml`: exercise → criterion → what raters write. */
export const ratingTextsSchema = z.record(slug, z.record(slug, criterionTexts));
export type RatingTexts = z.output<typeof ratingTextsSchema>;
