import type { VariantSet } from '@assay/contracts';
import type { FaultyVariant, SuiteRun } from '@assay/domain';
import { caseOfGiven, casesOfSuite, suiteIsSound, suiteKills, suitePasses } from '@assay/domain';
import { sha256 } from '@assay/platform';
import { randomInt } from 'node:crypto';
import type { RunCollector } from './run.collector.js';
import type { RunFile } from './run.group.js';
import type { SuiteSandbox } from './suite.run.js';
import { runSuite } from './suite.run.js';

/** What the candidate's tests can be run against. */
export interface Implementations {
  variants: VariantSet;
  /** The source that candidates are given in the place of `variants.replaces`. */
  given: string;
}

export interface MutantsRun {
  /** `visible` runs the tests against the given implementation alone. */
  visibility: 'visible' | 'hidden';
  implementations: Implementations;
  files: readonly RunFile[];
  /** Of one run of the tests. */
  wallMs: number;
  collector: RunCollector;
  /** A submission sandbox that holds these files. */
  startSubmission: (files: RunFile[]) => Promise<SuiteSandbox>;
  /** The variants' sources, by name, in the one look that all have. */
  normalised: () => Promise<Map<string, string>>;
  signal: AbortSignal | undefined;
}

/** Sandboxes of one group at the same time. */
const suitesAtOnce = 2;
const givenCase = 'variants::given';

/** An implementation with what came of the runs against it. Which kind it is, is known here and in no sandbox. */
interface Subject extends FaultyVariant {
  isFaulty: boolean;
  source: string;
  runs: SuiteRun[];
}

/**
 * Runs the candidate's tests against implementations of which they cannot tell which is which: each in a sandbox of the same look, a
 * fresh one unless all is an author's own, in random order. The report's cases are the faulty variants, decided by `domain/mutants`.
 *
 * There are two rounds: every variant once; then the correct ones again beside those that were killed, if the tests are sound so far.
 * So tests that fail by chance have to be lucky on every correct variant twice, and twice on each faulty one, and a round cannot be
 * told by its time, because each holds both kinds.
 *
 * @throws SandboxError for faults of the platform; what a suite does to its own sandbox is none
 */
export async function runMutants(run: MutantsRun): Promise<void> {
  if (run.visibility === 'visible') {
    await runGiven(run);
    return;
  }
  const sources = await run.normalised();
  run.collector.begin();
  const subjects = subjectsOf(run.implementations.variants, sources);
  const correct = subjects.filter(({ isFaulty }) => !isFaulty);
  const faulty = subjects.filter(({ isFaulty }) => isFaulty);
  await runRound(run, subjects);
  if (suiteIsSound(correct)) {
    await runRound(run, [...correct, ...faulty.filter(({ runs }) => runs.every(suiteKills))]);
  }
  const { cases, limits } = casesOfSuite(correct, faulty);
  run.collector.decided(cases, limits);
}

async function runGiven(run: MutantsRun): Promise<void> {
  run.collector.begin();
  const { variants, given } = run.implementations;
  const { result, output } = await runOnce(run, variants.replaces, given);
  run.collector.decided([caseOfGiven(givenCase, result, output || null)], suitePasses(result) ? [] : result.limits);
}

function subjectsOf({ correct, faulty }: VariantSet, sources: ReadonlyMap<string, string>): Subject[] {
  const subject = (name: string, isFaulty: boolean, requirements: readonly string[]): Subject => ({
    name,
    isFaulty,
    requirements,
    caseId: variantCaseId(name),
    source: sources.get(name) ?? '',
    runs: [],
  });
  return [
    ...correct.map(({ name }) => subject(name, false, [])),
    ...faulty.map(({ name, requirements }) => subject(name, true, requirements)),
  ];
}

/** The id of a faulty variant's case: stable for as long as the variant keeps its name, and saying nothing about it. */
export function variantCaseId(name: string): string {
  return `variants::${sha256(name).slice(0, 8)}`;
}

/**
 * Once a correct variant has met a limit nothing can count any more, and further runs might meet it as well: the rest is let be. Once
 * the tests have failed on one, the other correct ones are run still, so that what is told does not hang on the order.
 */
async function runRound(run: MutantsRun, subjects: readonly Subject[]): Promise<void> {
  const queue = shuffled(subjects).values();
  let isOver = false;
  let isSound = true;
  const lane = async () => {
    for (const subject of queue) {
      if (isOver) return;
      if (!isSound && subject.isFaulty) continue;
      const { result } = await runOnce(run, run.implementations.variants.replaces, subject.source).catch((error: unknown) => {
        isOver = true;
        throw error;
      });
      subject.runs.push(result);
      if (subject.isFaulty) continue;
      isOver ||= result.limits.length > 0;
      isSound &&= suitePasses(result);
    }
  };
  await Promise.all(Array.from({ length: suitesAtOnce }, lane));
}

async function runOnce(run: MutantsRun, path: string, source: string): Promise<{ result: SuiteRun; output: string }> {
  run.signal?.throwIfAborted();
  const sandbox = await run.startSubmission(filesWith(run.files, path, source));
  return runSuite(sandbox, run.wallMs, run.collector);
}

/** The candidate's files with another source at `path`, always at the same place in the order. What stands in its way is left out. */
function filesWith(files: readonly RunFile[], path: string, source: string): RunFile[] {
  const isInTheWay = (other: string) => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`);
  const kept = files.filter((file) => !isInTheWay(file.path));
  return [...kept, { path, content: Buffer.from(source, 'utf8') }].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Fisher and Yates, by a generator that nobody can foresee. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as Item, order[last] as Item];
  }
  return order;
}
