import type { ExercisePackage, GradingReport, SubmissionExpectations, Verdict } from '@assay/contracts';
import type { LoadedExercise } from '@assay/catalogue';
import type { ProgressOptions, SandboxDriver } from '@assay/sandbox';
import { runnableHarnesses, SandboxPool } from '@assay/sandbox';
import { gradeFiles } from './grading.runner.js';
import { keyedProblems } from './keyed.gate.js';
import { reportFingerprint } from './report.fingerprint.js';
import { variantProblems } from './variant.gate.js';

type Expectation = SubmissionExpectations[string];
type Share = Expectation['groups'][string];

export interface VerifyOptions extends ProgressOptions {
  /** How often each example is graded, each time with other drawn inputs; more than once shows flaky tests. */
  repeat?: number;
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
  /** What is wrong with the package itself, in sentences for its author. */
  problems: string[];
}

const scoreTolerance = 1e-9;

/**
 * Runs every example submission in the real sandbox and compares with `submissions.yaml`; then the gate that a package must pass to
 * be published: the starter and a stub that equals everything do not pass, results do not change from run to run, examples pass
 * and fail every point of a key, every hidden test checks a requirement, and every requirement is checked by a test or rated by the rubric.
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
  const examples = unsupported.length > 0 ? [] : await gradeExamples(loaded, driver, options);
  const reports = examples.map(({ report }) => report);
  const gate =
    unsupported.length > 0 ? [] : [...gateProblems(exercise, examples), ...(await variantProblems(exercise, reports, driver))];
  const problems = [...unsupported, ...gate];
  const ok = problems.length === 0 && examples.every((result) => result.problems.length === 0);
  return { slug: exercise.manifest.slug, packageHash: exercise.hash, ok, examples, problems };
}

/** Every example, as often as asked for, each time with other drawn inputs. */
async function gradeExamples(
  { package: exercise, examples }: LoadedExercise,
  driver: SandboxDriver,
  { repeat = 1, onProgress, signal }: VerifyOptions,
): Promise<ExampleResult[]> {
  const pool = new SandboxPool(driver);
  const results: ExampleResult[] = [];
  try {
    for (const { name, files, expectation } of examples) {
      onProgress?.(`${exercise.manifest.slug}: ${name}`);
      const reports: GradingReport[] = [];
      for (let drawRound = 0; drawRound < repeat; drawRound += 1) {
        reports.push(await gradeFiles({ exercise, files, purpose: 'grading', driver, pool, drawRound, signal }));
      }
      results.push(compare(name, expectation, reports));
    }
  } finally {
    await pool.close();
  }
  return results;
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
  if (new Set(reports.map(reportFingerprint)).size > 1) {
    problems.push(`got different results in ${String(reports.length)} runs: a test flakes`);
  }
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

function gateProblems(exercise: ExercisePackage, results: readonly ExampleResult[]): string[] {
  const accepted = results.filter(({ got }) => got.verdict === 'accepted');
  const named = (name: string) => results.find((result) => result.name === name);
  const problems: string[] = [];
  if (accepted.length === 0) {
    problems.push('No example submission is accepted, so nothing shows that the exercise can be solved.');
  }
  for (const [name, what] of stubsOf(exercise)) {
    const result = named(name);
    if (result === undefined) problems.push(`There is no example submission ${name}; ${what} must be shown not to pass.`);
    else if (result.got.verdict === 'accepted') problems.push(`The example ${name} is accepted, but ${what} must not pass.`);
  }
  const graded = results.filter(({ got }) => got.verdict !== 'judge-error');
  problems.push(
    ...keyedProblems(
      exercise,
      graded.map(({ report }) => report),
    ),
  );
  const reference = accepted[0];
  if (reference !== undefined) problems.push(...requirementProblems(exercise, reference.report));
  return problems;
}

/** Examples that must be there and must not pass. Results that are objects of the candidate's exist only where tests call. */
function stubsOf({ manifest }: ExercisePackage): [name: string, what: string][] {
  const calls = manifest.groups.some(({ harness }) => harness === 'call');
  return [
    ['starter', 'the starter'],
    ...(calls ? [['always-equal', 'a stub whose results claim to equal everything'] satisfies [string, string]] : []),
  ];
}

/** Which requirement a test checks is known from its marker, as the run of an accepted example reported it. */
function requirementProblems(exercise: ExercisePackage, { cases, groups }: GradingReport): string[] {
  const known = new Set(exercise.requirements.map(({ id }) => id));
  const hidden = new Set(groups.filter(({ visibility }) => visibility === 'hidden').map(({ id }) => id));
  const rated = JSON.stringify(exercise.rubric);
  const tested = new Set(cases.flatMap(({ requirements }) => requirements));
  return [
    ...cases
      .filter(({ group, requirements }) => hidden.has(group) && requirements.length === 0)
      .map(({ id }) => `The hidden test ${id} names no requirement; mark it with @pytest.mark.requirement.`),
    ...cases.flatMap(({ id, requirements }) =>
      requirements
        .filter((name) => !known.has(name))
        .map((name) => `The test ${id} names the requirement ${name}, which the statement does not have.`),
    ),
    ...[...known]
      .filter((name) => !tested.has(name) && !new RegExp(`\\b${name}\\b`).test(rated))
      .map((name) => `The requirement ${name} is checked by no test and named by no criterion of the rubric.`),
  ];
}
