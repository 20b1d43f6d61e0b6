import { z } from 'zod';
import { answerForm, answersPath } from './form.js';
import { verdict } from './grading.js';
import { id, sentence, sha256, slug, textFile } from './primitives.js';
import { anchors, competencyId } from './role.js';

export const harnesses = ['call', 'http', 'cli', 'peer', 'sql', 'mutants', 'static', 'keyed', 'written'] as const;
export const harness = z.enum(harnesses);
export type Harness = z.infer<typeof harness>;

export const isolation = z.enum(['run', 'reimport', 'test']);
export const exerciseKind = z.enum([
  'coding',
  'refactor',
  'test-writing',
  'code-review',
  'judgement',
  'sql',
  'design',
  'incident',
]);
export const imageProfile = z.enum(['base', 'web', 'data', 'llm']);
export type ImageProfile = z.infer<typeof imageProfile>;

/** Limits of one run; CPU time is the judge, wall time the backstop. */
export const limits = z.object({
  cpuMs: z.int().positive().max(300_000).default(10_000),
  wallMs: z.int().positive().max(600_000).default(30_000),
  callMs: z.int().positive().max(60_000).default(5_000),
  memoryMb: z.int().min(32).max(4_096).default(256),
  pids: z.int().min(8).max(512).default(64),
  outputKb: z.int().min(16).max(10_240).default(1_024),
  tmpMb: z.int().min(1).max(512).default(32),
});
export type Limits = z.infer<typeof limits>;

/** `module:name`, the name possibly of an attribute of an object: `shop.main:app`. */
const objectPath = z.string().regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*:[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/);

/** A service that the solution finds on a loopback port and that the tests play. */
const playedService = z.object({ name: slug, port: z.int().min(1_024).max(65_535) });

export const testGroup = z.object({
  id: slug,
  title: sentence(80),
  harness,
  visibility: z.enum(['visible', 'hidden']),
  isolation: isolation.default('run'),
  limits: limits.prefault({}),
  /** Points inside the exercise; visible groups may be worth 0. */
  weight: z.number().min(0).max(100),
  /** Which competencies the group is evidence for, with its weight in that competency's score. */
  evidence: z.array(z.object({ competency: competencyId, weight: z.number().positive() })),
  /** Test files below `tests/`; harness `static` names its checks instead. */
  tests: z.array(z.string()).default([]),
  /** For `keyed`: the key file below `tests/`, always hidden. */
  key: z.string().optional(),
  /** For `keyed`: the candidate's file that holds the answers, JSON by entry id (see `answerKey`). */
  answers: answersPath.optional(),
  /**
   * For `call`: a folder below `tests/` with a solution of the author's. It runs in a sandbox of its own, and tests compare with it what
   * the candidate's solution uses of processor and memory.
   */
  reference: z
    .string()
    .regex(/^hidden\/[a-z0-9_/-]+$/)
    .optional(),
  /** For `http`: the ASGI or WSGI app that the solution serves, in one of the exercise's modules. */
  app: objectPath.optional(),
  /** For `http` with isolation `run`: called without arguments between two tests. */
  reset: objectPath.optional(),
  /** For `peer` and `http`: what the solution's clients reach. */
  services: z.array(playedService).min(1).max(8).optional(),
  /** For `sql`: what the database is made of, below `tests/`: the schema and the rows, loaded in this order. */
  database: z.object({ schema: z.string(), seed: z.string().optional() }).optional(),
  /** For `cli`: the file of the candidate's work that is run, as `python3 <program>`. */
  program: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*\.py$/)
    .optional(),
  /** For `static`: which checks run over the submitted files as data. */
  checks: z
    .array(
      z.object({
        id: slug,
        title: sentence(120),
        tool: z.enum(['mypy', 'ruff']),
        args: z.array(z.string()),
        paths: z.array(z.string()).min(1),
        requirements: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});
export type TestGroup = z.infer<typeof testGroup>;

const moduleName = z.string().regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/);

/** `exercise.yaml` of an exercise package. */
export const exerciseManifest = z.object({
  id,
  slug,
  /** The design's number, when the role names one. */
  code: z.string().regex(/^E\d{2}$/),
  version: z.int().positive(),
  title: sentence(80),
  summary: sentence(200),
  kind: exerciseKind,
  language: z.literal('python'),
  minutes: z.int().positive().max(240),
  imageProfile,
  /** Importable names that the tests reach as proxies, such as `solution`; none where no group runs or reads code. */
  modules: z.array(moduleName).default([]),
  /** Libraries of the image profile that sandboxes import before the work arrives, so that importing them costs no time. */
  preload: z.array(moduleName).max(12).optional(),
  /** Minutes of evidence per competency; used for blueprint coverage. */
  competencies: z.array(z.object({ id: competencyId, minutes: z.int().positive() })).min(1),
  aiAllowed: z.boolean().default(false),
  groups: z.array(testGroup).min(1),
  /** What candidates learn about hidden groups once the attempt has closed. */
  disclosure: z.object({ afterClose: z.enum(['groups', 'nothing']).default('groups') }).prefault({}),
  piloted: z.enum(['not yet piloted', 'piloted']).default('not yet piloted'),
});
export type ExerciseManifest = z.infer<typeof exerciseManifest>;

export const rubricCriterion = z.object({
  id: slug,
  title: sentence(80),
  question: sentence(200),
  competency: competencyId,
  /** Weight in that competency's score, on the scale of the groups' evidence weights. */
  weight: z.number().positive(),
  anchors,
  examples: z.object({ 1: sentence(200), 2: sentence(200), 3: sentence(200), 4: sentence(200) }),
});
export type RubricCriterion = z.infer<typeof rubricCriterion>;

/** `rubric.yaml` of an exercise package. */
export const rubricManifest = z.object({ version: z.int().positive(), criteria: z.array(rubricCriterion).min(1) });
export type RubricManifest = z.infer<typeof rubricManifest>;

/** `submissions.yaml`: what each example submission must get. */
export const submissionExpectations = z.record(
  slug,
  z.object({
    why: sentence(300),
    verdict,
    /** Score 0..1, exact to 1e-9 where given. */
    score: z.number().min(0).max(1).optional(),
    /** Group id → full, some or none of its tests pass. */
    groups: z.record(slug, z.enum(['full', 'some', 'none'])).default({}),
  }),
);
export type SubmissionExpectations = z.infer<typeof submissionExpectations>;

/** Group id → the ids of its test cases, as the reference solution collected them when the version was published. */
export const testManifest = z.record(slug, z.array(z.string().max(300)).min(1));
export type TestManifest = z.infer<typeof testManifest>;

/** `variants/variants.yaml`: the implementations that the candidate's tests run against, each a file of its kind's folder. */
export const variantManifest = z.object({
  /** The file of the candidate's work in whose place each variant is put. */
  replaces: z.string().regex(/^\w+(\/\w+)*\.py$/),
  /** Names of the implementations on which the tests must pass. */
  correct: z.array(slug).min(3).max(20),
  /** Names of those that tests are to find out, each with the correct one that it derives from. */
  faulty: z
    .record(slug, z.object({ base: slug, requirements: z.array(z.string()).min(1) }))
    .refine((faulty) => Object.keys(faulty).length > 0 && Object.keys(faulty).length <= 60, 'give 1 to 60 faulty variants'),
});

/** The variants with their sources, in the manifest's order. Never shown to candidates. */
export const variantSet = z.object({
  replaces: variantManifest.shape.replaces,
  correct: z.array(z.object({ name: slug, source: z.string() })),
  faulty: z.array(z.object({ name: slug, source: z.string(), base: slug, requirements: z.array(z.string()).min(1) })),
});
export type VariantSet = z.infer<typeof variantSet>;

/**
 * An exercise version whole, as the catalogue loads it from its folder and as the database keeps it.
 * `tests` paths start with `visible/` or `hidden/`; starter and example paths are relative to the candidate's workspace.
 */
export const exercisePackage = z.object({
  manifest: exerciseManifest,
  statement: z.string().max(100_000),
  /** Every `R<n>` of the statement with its sentence. */
  requirements: z.array(z.object({ id: z.string().regex(/^R\d{1,3}$/), text: z.string() })).min(1),
  starter: z.array(textFile),
  tests: z.array(textFile),
  /** For groups of the harness `mutants`. */
  variants: variantSet.optional(),
  /** How candidates answer the groups of the harness `keyed`. */
  forms: z.array(answerForm).optional(),
  testManifest,
  rubric: rubricManifest,
  /** SHA-256 over everything above in a fixed order. */
  hash: sha256,
});
export type ExercisePackage = z.infer<typeof exercisePackage>;
