import { z } from 'zod';
import { workspaceFile } from './attempts.js';
import { exerciseKind, exerciseManifest, harness, imageProfile, rubricManifest } from './exercise.js';
import { answerForm } from './form.js';
import { answerKey } from './keyed.js';
import { id, instant, sentence, slug } from './primitives.js';
import { competencyId, roleManifest } from './role.js';
import { route } from './route.js';

export const roleSummary = z.object({ id, slug, version: z.int(), title: z.string(), summary: z.string() });
/** `id` is the id of the role profile's version. */
export const roleView = z.object({ id, manifest: roleManifest }).meta({ id: 'Role' });
export type RoleView = z.output<typeof roleView>;

/** What the evidence for a competency rests on in one exercise: groups that are graded by themselves, rated criteria, or both. */
export const evidenceKind = z.enum(['automatic', 'rubric', 'both']);
export type EvidenceKind = z.infer<typeof evidenceKind>;

export const exerciseSummary = z.object({
  /** Id of the exercise's version. */
  id,
  slug,
  code: z.string(),
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  kind: exerciseKind,
  minutes: z.int(),
  aiAllowed: z.boolean(),
  imageProfile,
  piloted: z.string(),
  competencies: z.array(z.object({ id: competencyId, minutes: z.int(), evidence: evidenceKind })),
  hiddenTests: z.int(),
  criteria: z.int(),
  harnesses: z.array(harness),
});
export type ExerciseSummary = z.output<typeof exerciseSummary>;

/** For authors and reviewers; the hidden tests' names, not their code. */
export const exerciseView = z.object({
  id,
  manifest: exerciseManifest,
  statement: z.string(),
  rubric: rubricManifest,
  testIds: z.record(slug, z.array(z.string())),
});

/** An exercise as its candidates meet it, with rubric and groups beside it. Of hidden tests the names, never the code. */
export const exercisePreview = exerciseView.extend({
  /** Starter files and, read-only, the visible tests: the candidate's workspace. */
  files: z.array(workspaceFile),
  forms: z.array(answerForm).optional(),
});
export type ExercisePreview = z.output<typeof exercisePreview>;

export const assessmentContent = z.object({
  title: sentence(80),
  exerciseIds: z
    .array(id)
    .max(12)
    .refine((ids) => new Set(ids).size === ids.length, 'An exercise can be picked once.'),
  /** What the candidate reads about AI assistants and other help. */
  rules: z.string().max(2_000).default(''),
});

export const assessmentVersionView = z.object({
  id,
  number: z.int().positive(),
  state: z.enum(['draft', 'published']),
  title: z.string(),
  rules: z.string(),
  minutes: z.int(),
  exercises: z.array(exerciseSummary),
  publishedAt: instant.nullable(),
  /** Grows with each save; send it back so that nobody's edit is lost. */
  revision: z.int(),
});
export type AssessmentVersionView = z.output<typeof assessmentVersionView>;

export const assessmentSummary = z.object({
  id,
  title: z.string(),
  role: roleSummary,
  loopId: id,
  minutes: z.int(),
  exercises: z.int(),
  draft: z.int().nullable(),
  published: z.int().nullable(),
  invitations: z.object({ waiting: z.int(), running: z.int(), finished: z.int() }),
  updatedAt: instant,
});
export const assessmentView = z
  .object({
    id,
    role: roleSummary,
    loop: z.object({
      id,
      title: z.string(),
      /** The loop's other assessments by their newest versions, drafts included: what is planned beside this one. */
      others: z.array(z.object({ id, title: z.string(), competencies: z.array(competencyId) })),
    }),
    draft: assessmentVersionView.nullable(),
    published: assessmentVersionView.nullable(),
  })
  .meta({ id: 'Assessment' });
export type AssessmentView = z.output<typeof assessmentView>;

const assessmentParams = z.object({ assessmentId: id });

export const roleRoutes = {
  list: route({
    method: 'GET',
    path: '/roles',
    access: 'roles.read',
    summary: 'Role profiles, newest versions.',
    response: z.object({ items: z.array(roleSummary) }),
  }),
  get: route({
    method: 'GET',
    path: '/roles/:roleId',
    access: 'roles.read',
    summary: 'One role profile version with competencies, anchors and blueprints.',
    params: z.object({ roleId: id }),
    response: roleView,
  }),
} as const;

export const exerciseRoutes = {
  list: route({
    method: 'GET',
    path: '/exercises',
    access: 'exercises.read',
    summary: 'Published exercises, newest versions.',
    response: z.object({ items: z.array(exerciseSummary) }),
  }),
  get: route({
    method: 'GET',
    path: '/exercises/:exerciseId',
    access: 'exercises.read',
    summary: 'One exercise version: statement, groups, rubric.',
    params: z.object({ exerciseId: id }),
    response: exerciseView,
  }),
  preview: route({
    method: 'GET',
    path: '/exercises/:exerciseId/preview',
    access: 'exercises.read',
    summary: 'One exercise version as its candidates meet it, with groups and rubric.',
    params: z.object({ exerciseId: id }),
    response: exercisePreview,
  }),
  keys: route({
    method: 'GET',
    path: '/exercises/:exerciseId/keys',
    access: 'answer-keys.read',
    summary: 'The answer keys of one exercise version by group; none where nothing is keyed.',
    params: z.object({ exerciseId: id }),
    response: z.object({ keys: z.record(slug, answerKey) }),
  }),
} as const;

export const assessmentRoutes = {
  list: route({
    method: 'GET',
    path: '/assessments',
    access: 'assessments.read',
    summary: 'Assessments with their state.',
    response: z.object({ items: z.array(assessmentSummary) }),
  }),
  create: route({
    method: 'POST',
    path: '/assessments',
    access: 'assessments.write',
    status: 201,
    summary: 'Start a draft assessment for a role; opens a hiring loop unless one is named.',
    body: z.object({ roleId: id, loopId: id.optional(), content: assessmentContent }),
    response: assessmentView,
  }),
  get: route({
    method: 'GET',
    path: '/assessments/:assessmentId',
    access: 'assessments.read',
    summary: 'One assessment: its draft and its published version.',
    params: assessmentParams,
    response: assessmentView,
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/assessments/:assessmentId/draft',
    access: 'assessments.write',
    summary: 'Save the draft; starts the next version when the newest is published. 409 draft-conflict on a stale revision.',
    params: assessmentParams,
    body: z.object({ revision: z.int().nullable(), content: assessmentContent }),
    response: assessmentView,
  }),
  publish: route({
    method: 'POST',
    path: '/assessments/:assessmentId/publish',
    access: 'assessments.write',
    summary: 'Publish the draft. It never changes afterwards; refused with the unmet rules.',
    params: assessmentParams,
    body: z.object({ revision: z.int() }),
    response: assessmentView,
  }),
} as const;
