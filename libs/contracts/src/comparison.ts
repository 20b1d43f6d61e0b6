import { z } from 'zod';
import { gradingState, verdict } from './grading.js';
import { id, instant, sha256, slug } from './primitives.js';
import { ratingView } from './reviews.js';
import { competencyId } from './role.js';
import { route } from './route.js';

/** A number with its uncertainty on the scale 1..4, or the reason why there is none. */
export const estimate = z.object({
  score: z.number().min(1).max(4).nullable(),
  /** Standard error; null with a reason where fewer than two raters rated. */
  se: z.number().min(0).nullable(),
  /** 95 % interval, cut at the ends of the scale. */
  low: z.number().min(1).max(4).nullable(),
  high: z.number().min(1).max(4).nullable(),
  reason: z.enum(['no-evidence', 'too-few-raters', 'not-graded']).nullable(),
});
export type Estimate = z.output<typeof estimate>;

/** One line of "Where it comes from". */
export const scoreSource = z.object({
  kind: z.enum(['tests', 'criterion']),
  /** Group or criterion id. */
  id: slug,
  title: z.string(),
  exercise: z.object({ id, title: z.string(), code: z.string() }),
  attemptId: id,
  submissionId: id.nullable(),
  weight: z.number(),
  /** On the scale 1..4; null when missing. */
  score: z.number().min(1).max(4).nullable(),
  se: z.number().min(0).nullable(),
  passed: z.int().nullable(),
  total: z.int().nullable(),
  failedCases: z.array(z.object({ id: z.string(), title: z.string() })),
  ratings: z.array(ratingView),
  missing: z.enum(['not-graded', 'not-rated', 'not-submitted']).nullable(),
});
export type ScoreSource = z.output<typeof scoreSource>;

export const competencyScore = z.object({
  competency: competencyId,
  weight: z.number(),
  estimate,
  raters: z.int(),
  sources: z.array(scoreSource),
});
export type CompetencyScore = z.output<typeof competencyScore>;

export const scorecardView = z
  .object({
    id,
    candidate: z.object({ id, name: z.string().nullable(), pseudonym: z.string() }),
    loopId: id,
    computedAt: instant,
    /** Hash of everything it was computed from. */
    inputsHash: sha256,
    versions: z.object({
      role: z.int(),
      assessments: z.array(z.object({ title: z.string(), version: z.int() })),
      rubrics: z.array(z.object({ exercise: slug, version: z.int() })),
    }),
    overall: estimate,
    competencies: z.array(competencyScore),
    verdicts: z.array(
      z.object({
        exercise: z.string(),
        submissionId: id.nullable(),
        verdict: verdict.nullable(),
        state: gradingState.nullable(),
        score: z.number().nullable(),
        assurance: z.enum(['production', 'development']).nullable(),
      }),
    ),
  })
  .meta({ id: 'Scorecard' });
export type ScorecardView = z.output<typeof scorecardView>;

export const comparisonView = z
  .object({
    loop: z.object({ id, title: z.string(), role: z.object({ id, title: z.string(), version: z.int() }) }),
    competencies: z.array(
      z.object({ id: competencyId, name: z.string(), shortName: z.string(), weight: z.number(), expectedLevel: z.int() }),
    ),
    candidates: z.array(scorecardView),
    /** Chance in 0..1 that `a` outranks `b`, where both have a standard error. */
    pairs: z.array(z.object({ a: id, b: id, chance: z.number() })),
  })
  .meta({ id: 'Comparison' });
export type ComparisonView = z.output<typeof comparisonView>;

export const decisionOutcome = z.enum(['move-forward', 'hold', 'do-not-move-forward']);
export const decisionView = z.object({
  id,
  candidateId: id,
  outcome: decisionOutcome,
  reason: z.string(),
  competencies: z.array(competencyId),
  scorecard: z.object({ id, inputsHash: sha256 }),
  decidedBy: z.object({ id, name: z.string() }),
  at: instant,
});
export type DecisionView = z.output<typeof decisionView>;

export const loopSummary = z.object({
  id,
  title: z.string(),
  role: z.string(),
  assessments: z.array(z.object({ id, title: z.string() })),
  candidates: z.int(),
});

const loopParams = z.object({ loopId: id });

export const comparisonRoutes = {
  loops: route({
    method: 'GET',
    path: '/loops',
    access: 'comparison.read',
    summary: 'Hiring loops with the number of candidates.',
    response: z.object({ items: z.array(loopSummary) }),
  }),
  get: route({
    method: 'GET',
    path: '/loops/:loopId/comparison',
    access: 'comparison.read',
    summary: 'Candidates by competencies with errors and sources.',
    params: loopParams,
    query: z.object({ names: z.enum(['hidden', 'shown']).default('hidden') }),
    response: comparisonView,
  }),
  evidence: route({
    method: 'GET',
    path: '/loops/:loopId/candidates/:candidateId/lines',
    access: 'comparison.read',
    summary: 'The lines that an evidence item points to.',
    params: z.object({ loopId: id, candidateId: id }),
    query: z.object({
      submissionId: id,
      path: z.string().max(200),
      from: z.coerce.number().int().positive(),
      to: z.coerce.number().int().positive(),
    }),
    response: z.object({ path: z.string(), from: z.int(), lines: z.array(z.string()) }),
  }),
  decisions: route({
    method: 'GET',
    path: '/loops/:loopId/decisions',
    access: 'decisions.read',
    summary: 'Decisions of a loop, newest first. Append-only.',
    params: loopParams,
    response: z.object({ items: z.array(decisionView) }),
  }),
  decide: route({
    method: 'POST',
    path: '/loops/:loopId/decisions',
    access: 'decisions.write',
    status: 201,
    summary: 'Record a decision with a reason. 409 scorecard-outdated when the numbers changed since they were read.',
    params: loopParams,
    body: z.object({
      candidateId: id,
      outcome: decisionOutcome,
      reason: z.string().trim().min(40).max(4_000),
      competencies: z.array(competencyId),
      scorecardId: id,
    }),
    response: decisionView,
  }),
} as const;
