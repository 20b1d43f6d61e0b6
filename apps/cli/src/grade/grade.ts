import type { CandidateReport, ExercisePackage, GradingReport } from '@assay/contracts';
import { loadExercise } from '@assay/catalogue';
import { candidateReportOf } from '@assay/domain';
import { gradeFiles, reportFingerprint } from '@assay/grading';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import { complain } from '../workspace/terminal.js';
import type { DriverChoice } from './open-driver.js';
import { withDriver } from './open-driver.js';
import { readSubmission } from './read-submission.js';

export interface GradeRequest {
  /** A slug of the catalogue, or a folder. */
  exercise: string;
  /** A folder or an archive. */
  submission: string;
  driver: DriverChoice;
  repeat: number;
}

/** What `assay grade` says; `--json` prints it as it is. */
export interface GradeAnswer extends GradingReport {
  /** What the candidate may see, while the attempt runs and after it has closed. */
  candidate: { whileOpen: CandidateReport; afterClose: CandidateReport };
  /** Every time it was graded, the first included. */
  runs: { verdict: GradingReport['verdict']; score: number | null; cpuMs: number; wallMs: number }[];
  /** Whether every run came to the same result. */
  steady: boolean;
}

/**
 * Grades a submission without the platform: the same runner as the worker's.
 *
 * @throws AssayError `usage-wrong`, `exercise-invalid`, `files-refused` for what was given
 * @throws AssayError `engine-unavailable` when no sandbox can be had
 */
export async function grade(config: AssayConfig, request: GradeRequest, signal: AbortSignal): Promise<GradeAnswer> {
  const { package: exercise } = await loadExercise(request.exercise);
  const files = await readSubmission(request.submission);
  return withDriver(config, request.driver, async (driver) => {
    await driver.ensureImage(exercise.manifest.imageProfile, { onProgress: complain, signal });
    const reports: GradingReport[] = [];
    for (let run = 0; run < request.repeat; run += 1) {
      reports.push(await gradeFiles({ exercise, files, purpose: 'grading', driver, signal }));
    }
    return answerOf(exercise, reports);
  });
}

function answerOf(exercise: ExercisePackage, reports: readonly GradingReport[]): GradeAnswer {
  // The worst run speaks for all: a fault of ours hides what the others found.
  const report =
    reports.find(({ verdict }) => verdict === 'judge-error') ??
    reports.find(({ verdict }) => verdict !== 'accepted') ??
    reports[0];
  if (report === undefined) {
    throw new AssayError('usage-wrong', 'Nothing was graded: grade at least once.');
  }
  const candidateReport = (closed: boolean) =>
    candidateReportOf(report, { purpose: 'grading', closed, disclosure: exercise.manifest.disclosure });
  return {
    ...report,
    candidate: { whileOpen: candidateReport(false), afterClose: candidateReport(true) },
    runs: reports.map(({ verdict, score, usage }) => ({ verdict, score, cpuMs: usage.cpuMs, wallMs: usage.wallMs })),
    steady: new Set(reports.map(reportFingerprint)).size === 1,
  };
}
