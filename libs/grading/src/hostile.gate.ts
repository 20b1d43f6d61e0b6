import type { ExercisePackage, GradingReport, TestGroup, Verdict } from '@assay/contracts';
import { scoreOf } from '@assay/domain';
import type { ExampleResult } from './exercise.verifier.js';
import type { HostileSubmission } from './hostile.set.js';
import { agreeingSubmission, hostileSubmissions } from './hostile.set.js';

/** What came of a submission that was made to attack the exercise. */
export interface HostileResult {
  name: string;
  verdict: Verdict;
  score: number | null;
  problems: string[];
}

/**
 * Hands in what attacks the grading instead of solving the exercise: always an object that agrees to everything, where tests get objects;
 * with `whole` also what plants files, leaves, never ends and forges reports. What the latter get is compared with the starter over
 * the groups that run code: a `static` group only reads it, and in an attack's three lines there is little to find.
 *
 * @param grade one grading of these files, with these groups
 */
export async function judgeHostile(
  exercise: ExercisePackage,
  results: readonly ExampleResult[],
  whole: boolean,
  grade: (submission: HostileSubmission) => Promise<GradingReport>,
): Promise<HostileResult[]> {
  const agreeing = agreeingSubmission(exercise);
  const submissions = [...(agreeing === null ? [] : [agreeing]), ...(whole ? hostileSubmissions(exercise) : [])];
  const starter = results.find(({ name }) => name === 'starter')?.report.groups ?? [];
  const found: HostileResult[] = [];
  for (const submission of submissions) {
    const { verdict, score, fault, groups: got } = await grade(submission);
    const { name, groups } = submission;
    const problems: string[] = [];
    if (verdict === 'judge-error') {
      problems.push(`The submission "${name}" could not be graded: ${fault?.message ?? 'no reason was given'}`);
    } else if (verdict === 'accepted') {
      problems.push(`The submission "${name}" is accepted; no test may take its word for anything.`);
    } else if (submission !== agreeing && scoreOfRun(got, groups) > scoreOfRun(starter, groups)) {
      problems.push(
        `The submission "${name}" gets ${String(score)}, more than the starter, to which it adds nothing that was asked for.`,
      );
    }
    found.push({ name, verdict, score, problems });
  }
  return found;
}

/** What groups that run code came to, of 1. */
function scoreOfRun(scores: GradingReport['groups'], groups: readonly TestGroup[]): number {
  const run = new Set(groups.filter(({ harness }) => harness !== 'static').map(({ id }) => id));
  return scoreOf(scores.filter(({ id }) => run.has(id))) ?? 0;
}
