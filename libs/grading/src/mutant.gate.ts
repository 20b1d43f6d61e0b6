import type { EquivalentMutant, ExercisePackage, GradingReport, Harness, TestGroup } from '@assay/contracts';
import type { LoadedExercise } from '@assay/catalogue';
import type { HandedInFile } from '@assay/domain';
import { inLanes, sha256 } from '@assay/platform';
import type { ProgressOptions, SandboxPool, SolutionMutant } from '@assay/sandbox';
import { mutantsOf, AuthorsSandboxes } from '@assay/sandbox';
import { withGroups } from './exercise.groups.js';
import { gradeFiles } from './grading.runner.js';

/** Harnesses whose hidden tests are to notice what the solution does. */
const behavioural: ReadonlySet<Harness> = new Set<Harness>(['call', 'http', 'cli', 'peer', 'sql']);
/** Share of the mutants that hidden tests must find out. */
export const killedAtLeast = 0.9;
/** Mutants of an exercise that are run where not all are asked for. */
export const usualMutants = 60;
const mutantsAtOnce = 2;

export interface MutantOptions extends Pick<ProgressOptions, 'signal'> {
  /** No more mutants than these, chosen by their content: the same every time, whatever else changes. */
  most?: number;
  equivalents?: readonly EquivalentMutant[];
  /** Called after each mutant. */
  onMutant?: (done: number, total: number) => void;
}

/** What the hidden tests of an exercise notice of small changes to its reference solution. */
export interface MutantResult {
  /** Mutants that could be made, and those that were run. */
  made: number;
  run: number;
  killed: number;
  /** Survivors that the author gave a reason for; they count neither way. */
  equivalent: number;
  survivors: Omit<SolutionMutant, 'source'>[];
  problems: string[];
}

/**
 * Grades mutants of the reference solution with the hidden tests. One is killed when it is not accepted. Static checks do not count, nor
 * do files that candidates are given and the reference leaves as they are.
 *
 * @returns null for an exercise none of whose hidden tests see what a solution does, or that has no such Python file
 * @throws SandboxError for faults of the platform
 */
export async function judgeMutants(
  { package: exercise, examples }: LoadedExercise,
  pool: SandboxPool,
  options: MutantOptions = {},
): Promise<MutantResult | null> {
  const groups = exercise.manifest.groups.filter(isCounted);
  const reference =
    examples.find(({ name }) => name === 'reference') ?? examples.find(({ expectation }) => expectation.verdict === 'accepted');
  const sources = (reference?.files ?? []).filter(({ path, content }) => isMutated(path) && !isGiven(exercise, path, content));
  if (groups.length === 0 || reference === undefined || sources.length === 0) return null;
  const image = await pool.driver.ensureImage(exercise.manifest.imageProfile);
  const made = await mutantsOf(pool.driver, image, sources);
  const chosen = sampleOf(made.mutants, options.most ?? usualMutants);
  const found = await new MutantGrading(exercise, groups, reference.files, pool, options).runAll(chosen);
  return resultOf(made, chosen, found, options.equivalents ?? []);
}

function isCounted({ harness, visibility }: TestGroup): boolean {
  return visibility === 'hidden' && behavioural.has(harness);
}

function isMutated(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.endsWith('.py') && !name.startsWith('test_') && !name.endsWith('_test.py') && name !== 'conftest.py';
}

function isGiven({ starter }: ExercisePackage, path: string, content: string): boolean {
  return starter.some((file) => file.path === path && file.content === content);
}

/** So many of them, spread over all; which, depends on nothing but each mutant itself. */
function sampleOf(mutants: readonly SolutionMutant[], most: number): SolutionMutant[] {
  if (mutants.length <= most) return [...mutants];
  const ranked = mutants.map((mutant) => ({ mutant, rank: sha256(`${mutant.path}\0${mutant.text}\0${mutant.change}`) }));
  const chosen = new Set(
    ranked
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, most)
      .map(({ mutant }) => mutant),
  );
  return mutants.filter((mutant) => chosen.has(mutant));
}

/** What came of one mutant; a string says why it could not be graded. */
type Outcome = 'killed' | 'survived' | { fault: string };

class MutantGrading {
  readonly #groups: TestGroup[];
  /** Mutants are the author's own code, so they may follow each other in the same sandboxes. */
  readonly #sandboxes: AuthorsSandboxes;

  constructor(
    private readonly exercise: ExercisePackage,
    groups: readonly TestGroup[],
    private readonly reference: readonly HandedInFile[],
    private readonly pool: SandboxPool,
    private readonly options: MutantOptions,
  ) {
    this.#groups = [...groups];
    this.#sandboxes = new AuthorsSandboxes(pool);
  }

  /** The outcome of each, in the order given. */
  async runAll(mutants: readonly SolutionMutant[]): Promise<Outcome[]> {
    let done = 0;
    try {
      return await inLanes(mutants, mutantsAtOnce, async (mutant) => {
        const outcome = await this.#run(mutant);
        done += 1;
        this.options.onMutant?.(done, mutants.length);
        return outcome;
      });
    } finally {
      this.#sandboxes.end();
    }
  }

  /** One group after the other, until one is not passed; the one that found most out so far goes first. */
  async #run({ path, source }: SolutionMutant): Promise<Outcome> {
    const files = this.reference.map((file) => (file.path === path ? { path, content: source } : file));
    for (const group of [...this.#groups]) {
      const report = await this.#grade(group, files);
      if (report.verdict === 'judge-error') return { fault: report.fault?.message ?? 'no reason was given' };
      if (report.verdict === 'accepted') continue;
      this.#groups.splice(this.#groups.indexOf(group), 1);
      this.#groups.unshift(group);
      return 'killed';
    }
    return 'survived';
  }

  async #grade(group: TestGroup, files: readonly HandedInFile[]): Promise<GradingReport> {
    const { exercise, pool } = this;
    const { signal } = this.options;
    const alone = withGroups(exercise, [{ ...group, weight: 1 }]);
    const where = { driver: pool.driver, pool, sandboxes: this.#sandboxes };
    const grade = () => gradeFiles({ exercise: alone, files, purpose: 'grading', stopsAtFailure: true, signal, ...where });
    const first = await grade();
    return first.verdict === 'judge-error' ? grade() : first;
  }
}

function resultOf(
  made: { mutants: readonly SolutionMutant[]; problems: readonly string[] },
  chosen: readonly SolutionMutant[],
  outcomes: readonly Outcome[],
  equivalents: readonly EquivalentMutant[],
): MutantResult {
  const alive = chosen.filter((_, index) => outcomes[index] === 'survived');
  const isExcused = (mutant: SolutionMutant) => equivalents.some((entry) => isAbout(entry, mutant));
  const survivors = alive.filter((mutant) => !isExcused(mutant));
  const killed = chosen.filter((_, index) => outcomes[index] === 'killed');
  const counted = survivors.length + killed.length;
  const problems = [
    ...made.problems,
    ...outcomes.flatMap((outcome, index) =>
      typeof outcome === 'string' ? [] : [`The mutant ${described(chosen[index])} could not be graded: ${outcome.fault}`],
    ),
    ...equivalents.flatMap((entry) => uselessness(entry, made.mutants, killed)),
  ];
  if (counted > 0 && killed.length / counted < killedAtLeast) {
    const rate = `${String(killed.length)} of ${String(counted)}`;
    problems.push(
      `The hidden tests kill ${rate} mutants of the reference, less than ${String(killedAtLeast * 100)} %; test what the survivors show.`,
    );
  }
  const shown = survivors.map(({ path, line, text, change }) => ({ path, line, text, change }));
  return {
    made: made.mutants.length,
    run: chosen.length,
    killed: killed.length,
    equivalent: alive.length - survivors.length,
    survivors: shown,
    problems,
  };
}

function described(mutant: SolutionMutant | undefined): string {
  return mutant === undefined ? '' : `${mutant.path}:${String(mutant.line)} (${mutant.change})`;
}

function isAbout({ file, line, change }: EquivalentMutant, mutant: SolutionMutant): boolean {
  return file === mutant.path && line === mutant.text && change === mutant.change;
}

/** Why an entry of `equivalents.yaml` is of no use: no mutant is like that, or the tests kill every one that is. */
function uselessness(entry: EquivalentMutant, made: readonly SolutionMutant[], killed: readonly SolutionMutant[]): string[] {
  const named = `equivalents.yaml names ${entry.file}, \`${entry.line}\` (${entry.change})`;
  const alike = made.filter((mutant) => isAbout(entry, mutant));
  if (alike.length === 0) return [`${named}, but no mutant is made there; take the entry out.`];
  return alike.every((mutant) => killed.includes(mutant))
    ? [`${named}, but the hidden tests kill that mutant; take the entry out.`]
    : [];
}
