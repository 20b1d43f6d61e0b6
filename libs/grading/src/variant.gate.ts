import type { ExercisePackage, GradingReport } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { problemsOfVariants, variantCaseId } from '@assay/sandbox';
import { implementationsOf } from './implementations.js';

/**
 * What keeps an exercise that asks for tests from being published, in sentences: variants that could be told apart without running
 * them, a faulty one that no example finds out, and one that every incomplete example finds out, which measures nothing.
 */
export async function variantProblems(
  exercise: ExercisePackage,
  reports: readonly GradingReport[],
  driver: SandboxDriver,
): Promise<string[]> {
  const implementations = implementationsOf(exercise);
  if (implementations === undefined) return [];
  const image = await driver.ensureImage(exercise.manifest.imageProfile);
  const alike = await problemsOfVariants(driver, image, implementations);
  return [...alike, ...killProblems(exercise, reports)];
}

/** How many examples must find out some faulty variants, and not all, for the second check to say anything. */
const incompleteExamples = 2;

/** What the examples show of the faulty variants, as far as no sandbox is needed. */
export function killProblems({ manifest, variants }: ExercisePackage, reports: readonly GradingReport[]): string[] {
  const hidden = new Set(manifest.groups.filter(isHiddenSuite).map(({ id }) => id));
  const killed = reports.map(({ cases }) => cases.filter(({ group, outcome }) => hidden.has(group) && outcome === 'passed'));
  const names = variants?.faulty.map(({ name }) => name) ?? [];
  const incomplete = killed.filter(({ length }) => length > 0 && length < names.length);
  const kills = (cases: GradingReport['cases'], name: string) => cases.some(({ id }) => id === variantCaseId(name));
  const problems = names.flatMap((name) => {
    if (!killed.some((cases) => kills(cases, name))) {
      return [`No example finds out the faulty variant ${name}, so it may not be faulty.`];
    }
    if (incomplete.length < incompleteExamples || !incomplete.every((cases) => kills(cases, name))) return [];
    return [`Every incomplete example finds out the faulty variant ${name}, so it tells good tests from weak ones in nothing.`];
  });
  if (incomplete.length < incompleteExamples) {
    problems.push(
      `Give ${String(incompleteExamples)} example submissions whose tests find out some faulty variants and not all.`,
    );
  }
  return problems;
}

function isHiddenSuite({ harness, visibility }: ExercisePackage['manifest']['groups'][number]): boolean {
  return harness === 'mutants' && visibility === 'hidden';
}
