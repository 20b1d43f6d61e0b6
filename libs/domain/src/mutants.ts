import type { CaseOutcome, LimitKind, RunCase, SuiteClaim } from '@assay/contracts';

/**
 * What one run of the candidate's tests against one implementation came to. `end` and `limits` are seen from outside; `claim` is what
 * the tests' own process said, null where it said nothing, or not exactly one thing.
 */
export interface SuiteRun {
  end: 'ended' | 'time-limit' | 'memory-limit' | 'output-limit' | 'crashed';
  limits: LimitKind[];
  claim: SuiteClaim | null;
}

export interface CorrectVariant {
  name: string;
  runs: readonly SuiteRun[];
}

export interface FaultyVariant extends CorrectVariant {
  /** Of its case in the report. */
  caseId: string;
  requirements: readonly string[];
}

/** Whether the tests ran, and nothing in them or around them failed. */
export function suitePasses({ end, claim }: SuiteRun): boolean {
  if (end !== 'ended' || claim === null) return false;
  return claim.status === 0 && claim.passed > 0 && claim.failed === 0 && claim.unloaded === 0;
}

/**
 * Whether the tests found this implementation out: a test failed, or a limit was hit. The limit counts because a fault may well be
 * a loop without end, and because it counts only beside correct variants on which the same tests end in time. What does not
 * count says nothing about the implementation: tests that cannot be collected, no tests, a process that ends without its result.
 */
export function suiteKills({ end, claim }: SuiteRun): boolean {
  if (end === 'ended') return claim !== null && claim.unloaded === 0 && claim.failed > 0;
  return end !== 'crashed';
}

/** Whether the tests passed in every run on every correct variant, and ran on each. Nothing counts where they did not. */
export function suiteIsSound(correct: readonly CorrectVariant[]): boolean {
  return correct.every(({ runs }) => runs.length > 0 && runs.every(suitePasses));
}

/**
 * One case per faulty variant, passed where every run against it killed it. Where the tests do not pass on all correct variants, no
 * kill counts, since tests that fail by chance or on everything would kill as well. Limits are those hit on correct variants.
 */
export function casesOfSuite(
  correct: readonly CorrectVariant[],
  faulty: readonly FaultyVariant[],
): { cases: RunCase[]; limits: LimitKind[] } {
  const unsound = correct.flatMap(({ name, runs }) => runs.filter((run) => !suitePasses(run)).map((run) => ({ name, run })));
  unsound.sort((a, b) => precedence.indexOf(outcomeOf(a.run)) - precedence.indexOf(outcomeOf(b.run)));
  const [first] = unsound;
  const cases = faulty.map((variant): RunCase => {
    if (first === undefined) return caseOf(variant, variant.runs.length > 0 && variant.runs.every(suiteKills));
    const message = `Does not count, since the tests do not pass on the correct variant ${first.name}: ${describe(first.run)}`;
    return { ...blank(variant), outcome: outcomeOf(first.run), message };
  });
  return { cases, limits: [...new Set(unsound.flatMap(({ run }) => run.limits))] };
}

/** The case of a visible group: the tests against the implementation that candidates are given. Its text is for the candidate. */
export function caseOfGiven(caseId: string, run: SuiteRun, stdout: string | null): RunCase {
  const passes = suitePasses(run);
  return {
    ...blank({ caseId, requirements: [] }),
    outcome: passes ? 'passed' : outcomeOf(run),
    message: `Your tests against the given implementation: ${describe(run)}`,
    stdout,
  };
}

/** Which of several reasons is told, the same whatever the order of the runs. */
const precedence: readonly CaseOutcome[] = ['memory-limit', 'time-limit', 'output-limit', 'crashed', 'failed'];

function outcomeOf({ end, claim }: SuiteRun): CaseOutcome {
  if (end !== 'ended') return end;
  return claim === null ? 'crashed' : 'failed';
}

function caseOf(variant: FaultyVariant, killed: boolean): RunCase {
  const last = variant.runs.at(-1);
  const how = last === undefined ? 'it did not run' : describe(last);
  const twice = variant.runs.length > 1 ? ' in another run' : '';
  const message = killed ? `${variant.name} was found out: ${how}` : `${variant.name} was not found out${twice}: ${how}`;
  return { ...blank(variant), outcome: killed ? 'passed' : 'failed', message };
}

function blank({ caseId, requirements }: Pick<FaultyVariant, 'caseId' | 'requirements'>): RunCase {
  const nothing = { message: null, expected: null, actual: null, stdout: null, durationMs: null };
  return { id: caseId, outcome: 'failed', requirements: [...requirements], ...nothing };
}

const ends: Record<Exclude<SuiteRun['end'], 'ended'>, string> = {
  'time-limit': 'they took too long.',
  'memory-limit': 'they used too much memory.',
  'output-limit': 'they wrote too much.',
  crashed: 'their process ended without a result.',
};

/** Statuses of pytest that say more than the counts. */
const statuses: Record<number, string> = { 2: 'pytest was interrupted', 3: 'pytest failed', 4: 'pytest was called wrongly' };

function describe({ end, claim }: SuiteRun): string {
  if (end !== 'ended') return ends[end];
  if (claim === null) return ends.crashed;
  const { collected, passed, failed, unloaded, status, failing } = claim;
  const parts = [`${String(passed)} of ${String(collected)} tests passed`, `${String(failed)} failed`];
  if (unloaded > 0) parts.push(`${String(unloaded)} files could not be loaded`);
  if (statuses[status] !== undefined) parts.push(statuses[status]);
  const names = failing.length > 0 ? ` (${failing.join(', ')})` : '';
  return `${parts.join(', ')}${names}.`.slice(0, 2_000);
}
