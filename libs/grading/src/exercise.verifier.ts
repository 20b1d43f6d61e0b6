import type { ExercisePackage, GradingReport, SubmissionExpectations, Verdict } from '@assay/contracts';
import type { LoadedExercise } from '@assay/catalogue';
import { inLanes } from '@assay/platform';
import type { ProgressOptions, SandboxDriver } from '@assay/sandbox';
import { AuthorsSandboxes, runnableHarnesses, SandboxPool } from '@assay/sandbox';
import { crossingProblems } from './crossing.gate.js';
import { withGroups } from './exercise.groups.js';
import { gradeFiles } from './grading.runner.js';
import type { HostileResult } from './hostile.gate.js';
import { judgeHostile } from './hostile.gate.js';
import { leakProblems } from './leak.gate.js';
import type { MutantOptions, MutantResult } from './mutant.gate.js';
import { judgeMutants } from './mutant.gate.js';
import { publishProblems } from './publish.gate.js';
import { flakesOf } from './report.flakes.js';
import { statementProblems } from './statement.gate.js';
import { variantProblems } from './variant.gate.js';

type Expectation = SubmissionExpectations[string];
type Share = Expectation['groups'][string];

/** How far one part of a verification has come. */
export interface VerifyStep {
  part: 'examples' | 'hostile submissions' | 'mutants';
  /** What is being looked at, where that has a name. */
  name: string;
  done: number;
  /** Unknown for hostile submissions. */
  total: number | null;
}

export interface VerifyOptions extends Pick<ProgressOptions, 'signal'> {
  /** How often each example is graded, each time with other drawn inputs; more than once shows flaky tests. */
  repeat?: number;
  /** How many examples are graded at a time; 1 unless something else is said. */
  atOnce?: number;
  /** Grade mutants of the reference solution as well; left out, none are. */
  mutants?: Omit<MutantOptions, 'onMutant' | 'signal'> | undefined;
  /** Hand in the whole set of generated attacks, not only the object that agrees to everything. */
  hostile?: boolean;
  onStep?: ((step: VerifyStep) => void) | undefined;
}

/** One line of the table: an example submission, what it must get and what it got. */
export interface ExampleResult {
  name: string;
  why: string;
  required: { verdict: Verdict; score: number | null; groups: Record<string, Share> };
  got: { verdict: Verdict; score: number | null; groups: Record<string, Share> };
  /** Empty when it got what it must. */
  problems: string[];
  report: GradingReport;
}

export interface ExerciseVerification {
  slug: string;
  packageHash: string;
  ok: boolean;
  examples: ExampleResult[];
  /** What was made to attack it, and what came of that. */
  hostile: HostileResult[];
  /** What the hidden tests notice of changes to the reference; null where that was not asked for or cannot be said. */
  mutants: MutantResult | null;
  /** What is wrong with the package itself, in sentences for its author. */
  problems: string[];
}

const scoreTolerance = 1e-9;
/** Examples are graded side by side; further groups of each at the same time would only take further sandboxes. */
const groupsAtOnce = 1;

/**
 * Runs every example submission in the real sandbox and compares with `submissions.yaml`; then the gate that a package must pass to
 * be published: examples show that it can be solved in several ways and that mistakes are told apart, the starter, a stub that equals
 * everything and attacks do not pass, results do not change from run to run, every hidden test checks a requirement and every
 * requirement is checked by a test or rated by the rubric, the evidence of each harness is there, and candidates can read nothing
 * of what is expected.
 *
 * @throws the signal's reason when it is aborted
 */
export async function verifyExercise(
  loaded: LoadedExercise,
  driver: SandboxDriver,
  options: VerifyOptions = {},
): Promise<ExerciseVerification> {
  const { package: exercise } = loaded;
  const unsupported = unsupportedHarnesses(exercise);
  if (unsupported.length > 0) return verificationOf(exercise, { examples: [], hostile: [], mutants: null }, unsupported);
  const pool = new SandboxPool(driver, { ahead: false });
  try {
    const examples = await gradeExamples(loaded, driver, pool, options);
    const hostile = await gradeHostile(exercise, examples, driver, pool, options);
    const mutants = await gradeMutants(loaded, pool, options);
    const problems = [
      ...publishProblems(exercise, loaded.examples, examples),
      ...statementProblems(exercise.statement),
      ...crossingProblems(exercise),
      ...leakProblems(exercise),
      ...(await variantProblems(
        exercise,
        examples.map(({ report }) => report),
        driver,
      )),
    ];
    return verificationOf(exercise, { examples, hostile, mutants }, problems);
  } finally {
    await pool.close();
  }
}

type Findings = Pick<ExerciseVerification, 'examples' | 'hostile' | 'mutants'>;

function verificationOf(exercise: ExercisePackage, findings: Findings, said: readonly string[]): ExerciseVerification {
  const { examples, hostile, mutants } = findings;
  const problems = [...said, ...hostile.flatMap((result) => result.problems), ...(mutants?.problems ?? [])];
  const ok = problems.length === 0 && examples.every((result) => result.problems.length === 0);
  return { slug: exercise.manifest.slug, packageHash: exercise.hash, ok, ...findings, problems };
}

/**
 * Every example, as often as asked for, each time with other drawn inputs. The first time it is graded as a candidate's work is; the
 * others follow each other in the same sandboxes, as groups of one grading do.
 */
async function gradeExamples(
  { package: exercise, examples }: LoadedExercise,
  driver: SandboxDriver,
  pool: SandboxPool,
  { repeat = 1, atOnce = 1, onStep, signal }: VerifyOptions,
): Promise<ExampleResult[]> {
  const total = examples.length * repeat;
  let done = 0;
  return inLanes(examples, atOnce, async ({ name, files, expectation }) => {
    const reports: GradingReport[] = [];
    const kept = new AuthorsSandboxes(pool);
    try {
      for (let drawRound = 0; drawRound < repeat; drawRound += 1) {
        onStep?.({ part: 'examples', name, done, total });
        const sandboxes = drawRound === 0 ? undefined : kept;
        const where = { driver, pool, sandboxes, groupsAtOnce };
        reports.push(await gradeFiles({ exercise, files, purpose: 'grading', drawRound, signal, ...where }));
        done += 1;
      }
    } finally {
      kept.end();
    }
    return compare(name, expectation, reports);
  });
}

async function gradeHostile(
  exercise: ExercisePackage,
  examples: readonly ExampleResult[],
  driver: SandboxDriver,
  pool: SandboxPool,
  { hostile = false, onStep, signal }: VerifyOptions,
): Promise<HostileResult[]> {
  let done = 0;
  return judgeHostile(exercise, examples, hostile, ({ name, files, groups }) => {
    onStep?.({ part: 'hostile submissions', name, done, total: null });
    done += 1;
    return gradeFiles({ exercise: withGroups(exercise, groups), files, purpose: 'grading', driver, pool, signal });
  });
}

async function gradeMutants(
  loaded: LoadedExercise,
  pool: SandboxPool,
  { mutants, onStep, signal }: VerifyOptions,
): Promise<MutantResult | null> {
  if (mutants === undefined) return null;
  const onMutant = (done: number, total: number) => onStep?.({ part: 'mutants', name: '', done, total });
  return judgeMutants(loaded, pool, { ...mutants, signal, onMutant });
}

function unsupportedHarnesses({ manifest }: ExercisePackage): string[] {
  const known: readonly string[] = [...runnableHarnesses, 'keyed', 'written'];
  return manifest.groups
    .filter(({ harness }) => !known.includes(harness))
    .map(
      ({ id, harness }) => `The group ${id} has the harness ${harness}, which cannot be run yet; use one of ${known.join(', ')}.`,
    );
}

function compare(name: string, expectation: Expectation, reports: readonly GradingReport[]): ExampleResult {
  const [report] = reports as [GradingReport];
  const { verdict, score = null, groups, why } = expectation;
  const got = { verdict: report.verdict, score: report.score, groups: sharesOf(report) };
  const problems: string[] = [];
  if (got.verdict !== verdict) problems.push(`got the verdict ${got.verdict} instead of ${verdict}${reasonOf(report)}`);
  if (score !== null && (got.score === null || Math.abs(got.score - score) > scoreTolerance)) {
    problems.push(`got the score ${String(got.score)} instead of ${String(score)}`);
  }
  for (const [group, share] of Object.entries(groups)) {
    if (got.groups[group] !== share) {
      problems.push(`passed ${got.groups[group] ?? 'none'} of the group ${group} instead of ${share}`);
    }
  }
  const flakes = flakesOf(reports);
  if (flakes !== null) problems.push(`got different results in ${String(reports.length)} runs: ${flakes}`);
  return { name, why, required: { verdict, score, groups }, got, problems, report };
}

function reasonOf({ fault, cases }: GradingReport): string {
  if (fault !== null) return ` (${fault.message})`;
  const failed = cases.find(({ outcome }) => outcome !== 'passed');
  return failed === undefined ? '' : ` (${failed.id}: ${failed.message?.split('\n')[0] ?? failed.outcome})`;
}

function sharesOf({ groups }: GradingReport): Record<string, Share> {
  return Object.fromEntries(
    groups.map(({ id, passed, total }) => [id, passed === total ? 'full' : passed === 0 ? 'none' : 'some']),
  );
}
