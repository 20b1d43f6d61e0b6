import type { CaseResult, GradingReport, GroupResult, LimitKind, RunCase, RunReport, TestGroup, Verdict } from '@assay/contracts';
import { verdicts } from '@assay/contracts';
import { scoredOnly, scoreOf } from './grading-score.js';

/** A run with the group that it was of and the case ids that the published version has. */
export interface JudgedRun {
  group: TestGroup;
  run: RunReport;
  /** As the reference solution collected them; null while that list is being made. */
  expectedIds: readonly string[] | null;
}

/** What all runs of one grading come to, as the grading report has it. */
export type Judgement = Pick<GradingReport, 'verdict' | 'score' | 'groups' | 'cases' | 'limitsHit' | 'fault' | 'usage'>;

/** Exit state of pytest when tests ran to the end and some failed, as the canaries must. */
const someTestsFailed = 1;

/**
 * The verdict over all runs: the first in the contracts' order that any run of a scored group gives reason for. A run is believed
 * only as far as it is coherent: ids equal the published ones, one begin and one end for each, the canaries failed, pytest ended as it must.
 */
export function judge(runs: readonly JudgedRun[]): Judgement {
  const fault = runs.map(({ run }) => faultOf(run)).find((found) => found !== null) ?? null;
  const usage = usageOf(runs);
  const limitsHit = runs.flatMap(({ group, run }) => run.limits.map((kind) => ({ group: group.id, kind })));
  const results = runs.map((judged) => ({ ...judged, cases: casesOf(judged) }));
  const groups = results.map(({ group, cases }) => groupResult(group, cases));
  const cases = results.flatMap((result) => result.cases);
  if (fault !== null) return { verdict: 'judge-error', score: null, groups, cases, limitsHit, fault, usage };
  const scored = new Set(scoredOnly(groups).map(({ id }) => id));
  const reasons = new Set(results.filter(({ group }) => scored.has(group.id)).flatMap(reasonsOf));
  if (runs.some(({ run }) => isTampered(run))) reasons.add('tampered');
  const score = scoreOf(groups);
  reasons.add(verdictOfScore(score));
  const verdict = verdicts.find((candidate) => reasons.has(candidate)) ?? 'awaiting-review';
  const loadError = runs.find(({ run }) => run.loadError !== null)?.run.loadError ?? null;
  const own = verdict === 'load-error' && loadError !== null ? { code: 'load-error', message: loadError.slice(0, 4_000) } : null;
  return { verdict, score, groups, cases, limitsHit, fault: own, usage };
}

function verdictOfScore(score: number | null): Verdict {
  if (score === null) return 'awaiting-review';
  if (score === 1) return 'accepted';
  return score === 0 ? 'wrong-answer' : 'partial';
}

const verdictOfLimit: Record<LimitKind, Verdict> = {
  cpu: 'time-limit',
  wall: 'time-limit',
  call: 'time-limit',
  memory: 'memory-limit',
  output: 'output-limit',
  pids: 'runtime-error',
};

/** Why this run's group is not simply a matter of its score. */
function reasonsOf({ run, cases }: JudgedRun & { cases: CaseResult[] }): Verdict[] {
  const reasons: Verdict[] = run.limits.map((kind) => verdictOfLimit[kind]);
  if (run.loadError !== null) reasons.push('load-error');
  if (cases.some(({ outcome }) => outcome === 'crashed') || (!isWhole(run) && run.limits.length === 0)) {
    reasons.push('runtime-error');
  }
  return reasons;
}

/**
 * Our fault, by evidence from outside the submission sandbox. A submission sandbox that dies or falls silent is none: nobody may buy
 * another try by breaking things.
 */
function faultOf(run: RunReport): JudgementFault {
  if (run.fault !== null) return run.fault;
  const broken = run.uncollected.find(({ ours }) => ours);
  if (broken !== undefined) {
    return {
      code: 'tests-do-not-load',
      message: `The exercise's test file ${broken.path} cannot be loaded: ${broken.message}`.slice(0, 4_000),
    };
  }
  return null;
}

type JudgementFault = GradingReport['fault'];

/** The candidate's process spoke the runner's protocol in the runner's place, or a test passed that cannot. */
function isTampered(run: RunReport): boolean {
  return run.violations.length > 0 || run.canaries.reported.some(({ outcome }) => outcome === 'passed');
}

/** Whether the run says of itself what an honest run must say. */
function isWhole(run: RunReport): boolean {
  if (run.loadError !== null) return true;
  const { expected, reported } = run.canaries;
  if (expected.length === 0) return run.status === 0;
  return (
    run.status === someTestsFailed && expected.every((name) => reported.filter((canary) => canary.name === name).length === 1)
  );
}

/** One result for every published case, in its order. What was not reported exactly once did not pass. */
function casesOf({ group, run, expectedIds }: JudgedRun): CaseResult[] {
  const ids = expectedIds ?? run.collected ?? run.begun;
  const believed = run.fault === null && !isTampered(run) && (isWhole(run) || run.limits.length > 0);
  return ids.map((id) => {
    const found = run.cases.filter((result) => result.id === id);
    const [only] = found;
    const begun = run.begun.filter((other) => other === id).length;
    if (only === undefined || found.length > 1 || begun !== 1) return { ...absent(id, begun > 0), group: group.id };
    if (only.outcome === 'passed' && !believed) {
      return {
        ...only,
        group: group.id,
        outcome: 'not-run',
        message: 'The run did not end as it must, so this result does not count.',
      };
    }
    return { ...only, group: group.id };
  });
}

function absent(id: string, begun: boolean): RunCase {
  const message = begun ? 'This test began and did not end.' : 'This test did not run.';
  const nothing = { expected: null, actual: null, stdout: null, durationMs: null };
  return { id, outcome: begun ? 'crashed' : 'not-run', requirements: [], message, ...nothing };
}

function groupResult(group: TestGroup, cases: readonly CaseResult[]): GroupResult {
  const { id, title, harness, visibility, weight } = group;
  return {
    id,
    title,
    harness,
    visibility,
    weight,
    passed: cases.filter(({ outcome }) => outcome === 'passed').length,
    total: cases.length,
  };
}

/** CPU and wall time add up over the runs; memory is the largest peak. */
function usageOf(runs: readonly JudgedRun[]): GradingReport['usage'] {
  const peaks = runs.flatMap(({ run }) => run.usage.peakMemoryMb ?? []);
  return {
    cpuMs: runs.reduce((sum, { run }) => sum + run.usage.cpuMs, 0),
    wallMs: runs.reduce((sum, { run }) => sum + run.usage.wallMs, 0),
    peakMemoryMb: peaks.length === 0 ? null : Math.max(...peaks),
  };
}
