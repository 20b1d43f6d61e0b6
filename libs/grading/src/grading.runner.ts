import type { ExercisePackage, GradingReport, GradingRuntime, RunReport, TestGroup } from '@assay/contracts';
import type { HandedInFile, JudgedRun } from '@assay/domain';
import { referenceFilesOf } from '@assay/catalogue';
import { issuesOfFiles, judge } from '@assay/domain';
import { AssayError, hashOfFiles, hashOfJson, inLanes } from '@assay/platform';
import type { AuthorsSandboxes, ProgressOptions, RunFile, RunGroupRequest, SandboxDriver, SandboxImage } from '@assay/sandbox';
import { blankReport, runGroups, runtimeOf, SandboxError, SandboxPool } from '@assay/sandbox';
import { bytesOf } from './file.bytes.js';
import { seriesOf } from './group.series.js';
import { implementationsOf } from './implementations.js';
import { hostRuntime, runKeyed } from './keyed.run.js';
import { testFilesOf } from './test.files.js';

export interface GradeOptions extends ProgressOptions {
  exercise: ExercisePackage;
  files: readonly HandedInFile[];
  /** A trial runs the visible groups only. */
  purpose: 'grading' | 'trial';
  driver: SandboxDriver;
  /** Pairs that are ready; without it every sandbox is started when it is needed. */
  pool?: SandboxPool | undefined;
  /** What an earlier grading of the same author's code left; a candidate's gets sandboxes of its own. */
  sandboxes?: AuthorsSandboxes | undefined;
  /** End each group at its first test that fails, which is enough to know that the work is not accepted, and tells nothing else of it. */
  stopsAtFailure?: boolean;
  /** Another number lets the tests draw other inputs for the same files; the verifier does, to find tests that draw badly. */
  drawRound?: number;
  /** What the candidate's process reads on its standard input. */
  stdin?: string | undefined;
  /**
   * Groups that run at the same time, each in sandboxes of its own; 2 unless something else is said. One at a time takes fewer
   * sandboxes, and longer.
   */
  groupsAtOnce?: number;
}

/**
 * One grading, from exercise and files to verdict and score. It is the same for the worker and the command line, and knows neither database
 * nor queue. A fault of the platform gives a report with the verdict `judge-error` and its reason; whoever called decides about
 * another try.
 *
 * @throws AssayError `files-refused` when the files break the rules of intake
 * @throws the signal's reason when it is aborted
 */
export async function gradeFiles(options: GradeOptions): Promise<GradingReport> {
  const { exercise, files, purpose, signal } = options;
  const issues = issuesOfFiles(files);
  if (issues.length > 0) {
    throw new AssayError('files-refused', 'These files cannot be taken; see which and why, and change them.', { issues });
  }
  const groups = exercise.manifest.groups.filter((group) => isRun(group, purpose));
  const sandboxed = groups.filter(({ harness }) => harness !== 'keyed');
  const { runtime, runs } = await runInSandboxes(sandboxed, options);
  signal?.throwIfAborted();
  const judged = groups.map((group): JudgedRun => {
    const run = runs[sandboxed.indexOf(group)] ?? runKeyed(exercise, group, files);
    return { group, run, expectedIds: exercise.testManifest[group.id] ?? null };
  });
  return report(options, runtime, judged);
}

/** Runs the groups in their order, where there are any. */
async function runInSandboxes(
  groups: readonly TestGroup[],
  options: GradeOptions,
): Promise<{ runtime: GradingRuntime; runs: RunReport[] }> {
  if (groups.length === 0) return { runtime: hostRuntime, runs: [] };
  const image = await prepare(options);
  if (image instanceof SandboxError) {
    return {
      runtime: runtimeOf(options.driver, await describe(options)),
      runs: groups.map((group) => unrunnable(group, image, options)),
    };
  }
  return { runtime: runtimeOf(options.driver, image), runs: await runAll(groups, image, options) };
}

function isRun(group: TestGroup, purpose: GradeOptions['purpose']): boolean {
  return group.harness !== 'written' && (purpose === 'grading' || group.visibility === 'visible');
}

async function prepare({ driver, exercise, onProgress, signal }: GradeOptions): Promise<SandboxImage | SandboxError> {
  try {
    return await driver.ensureImage(exercise.manifest.imageProfile, { onProgress, signal });
  } catch (error) {
    if (error instanceof SandboxError) return error;
    throw error;
  }
}

function describe({ driver, exercise }: GradeOptions): Promise<SandboxImage> {
  return driver.describeImage(exercise.manifest.imageProfile);
}

/** Runs every group, a few at a time; the reports are in the manifest's order. */
async function runAll(groups: readonly TestGroup[], image: SandboxImage, options: GradeOptions): Promise<RunReport[]> {
  const { driver, sandboxes, signal, onProgress, groupsAtOnce = 2 } = options;
  const pool = options.pool ?? new SandboxPool(driver, { size: 0 });
  try {
    const series = seriesOf(requestsFor(groups, image, options), groupsAtOnce);
    const reports = await inLanes(series, groupsAtOnce, (requests) => {
      onProgress?.(`Running ${requests.map(({ group }) => group.title).join(', ')}`);
      return runGroups(pool, requests, { sandboxes, signal });
    });
    const byGroup = new Map(reports.flat().map((report) => [report.group, report]));
    return groups.flatMap(({ id }) => byGroup.get(id) ?? []);
  } finally {
    if (pool !== options.pool) await pool.close();
  }
}

function requestsFor(groups: readonly TestGroup[], image: SandboxImage, options: GradeOptions): RunGroupRequest[] {
  const { exercise, stdin, stopsAtFailure } = options;
  const { modules, preload } = exercise.manifest;
  const files: RunFile[] = options.files.map(({ path, content }) => ({ path, content: bytesOf(content) }));
  const filesHash = hashOfFiles(options.files);
  const implementations = implementationsOf(exercise);
  return groups.map((group) => {
    const tests = testFilesOf(exercise, group);
    const drawSeed = drawSeedOf(options, filesHash, group);
    const reference = referenceFilesOf(exercise, group).map(({ path, content }) => ({ path, content: bytesOf(content) }));
    const code = { modules, preload, files, reference, implementations, stdin };
    return { group, image, ...code, tests, drawSeed, binding: exercise.hash, stopsAtFailure };
  });
}

/**
 * The same work always meets the same drawn inputs, so a regrade cannot come out otherwise; whoever wrote it cannot know them,
 * because the package's hash covers the hidden tests.
 */
function drawSeedOf({ exercise, drawRound = 0 }: GradeOptions, filesHash: string, group: TestGroup): string {
  return hashOfJson([exercise.hash, filesHash, group.id, drawRound]);
}

/** The run that could not be, because there is no image to run it in. */
function unrunnable(group: TestGroup, { code, message }: SandboxError, { driver, exercise }: GradeOptions): RunReport {
  const runtime = runtimeOf(driver, { profile: exercise.manifest.imageProfile, version: 'none' });
  return { ...blankReport(group.id, runtime), fault: { code, message } };
}

function report({ exercise, files }: GradeOptions, runtime: GradingRuntime, runs: JudgedRun[]): GradingReport {
  const { id, slug, version } = exercise.manifest;
  return {
    exercise: { id, slug, version, packageHash: exercise.hash },
    filesHash: hashOfFiles(files),
    runtime,
    ...judge(runs),
  };
}
