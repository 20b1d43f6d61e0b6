import type { CaseResult, GradingReport } from '@assay/contracts';
import { duration, table } from '../workspace/terminal.js';
import type { GradeAnswer } from './grade.js';

/** A grading as a person at the terminal reads it: verdict first, then groups, then what failed. */
export function gradeMessage(answer: GradeAnswer): string {
  const { exercise, verdict, groups, cases, fault, runtime } = answer;
  const parts = [
    `${exercise.slug} version ${exercise.version}: ${verdict}${scoreOf(answer)}`,
    ...(fault === null ? [] : [`${fault.code}: ${fault.message}`]),
    table(
      ['group', 'sees', 'passed', 'weight'],
      groups.map(({ title, visibility, passed, total, weight }) => [title, visibility, `${passed}/${total}`, String(weight)]),
      ['passed', 'weight'],
    ),
    ...failuresOf(cases),
    ...answer.limitsHit.map(({ group, kind }) => `Limit hit in ${group}: ${kind}`),
    timesOf(answer),
    runtimeOf(runtime),
  ];
  return parts.join('\n\n');
}

function runtimeOf({ driver, assurance, imageProfile, imageVersion, memoryLimitedBy }: GradingReport['runtime']): string {
  if (driver === 'host') return 'answers compared with a key on this host; nothing was run';
  const memory = memoryLimitedBy === 'first-process' ? ', memory watched from inside' : '';
  return `${driver} (${assurance} assurance${memory}), image ${imageProfile} ${imageVersion}`;
}

function scoreOf({ score }: GradingReport): string {
  return score === null ? '' : `, score ${score.toFixed(4)}`;
}

function failuresOf(cases: readonly CaseResult[]): string[] {
  const failed = cases.filter(({ outcome }) => outcome !== 'passed');
  return failed.map(({ id, outcome, message }) =>
    [`✗ ${id}: ${outcome}`, ...(message ?? '').split('\n').map((line) => `    ${line}`)].join('\n').trimEnd(),
  );
}

function timesOf({ usage, runs, steady }: GradeAnswer): string {
  const memory = usage.peakMemoryMb === null ? '' : `, ${usage.peakMemoryMb.toFixed(0)} MB at most`;
  const one = `CPU ${duration(usage.cpuMs)}, wall ${duration(usage.wallMs)}${memory}`;
  if (runs.length === 1) {
    return one;
  }
  return `${one}\nGraded ${runs.length} times: ${steady ? 'the same result every time' : 'NOT the same result every time'}`;
}
