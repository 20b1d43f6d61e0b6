import type { ExercisePackage, GradingReport } from '@assay/contracts';
import { hashOfFiles, hashOfJson } from '@assay/platform';
import type { ExampleSubmission } from '@assay/catalogue';
import { isRatedAlone } from '@assay/catalogue';
import type { ExampleResult } from './exercise.verifier.js';
import { keyedProblems } from './keyed.gate.js';

/** Accepted examples beside the reference, and examples that fail in different ways. */
const furtherAccepted = 2;
const differentFailures = 4;
/** They fail in any exercise, so they show nothing of this one. */
const sayingNothing: ReadonlySet<string> = new Set(['starter', 'always-equal']);

/**
 * What the examples do not show, in sentences for the author: that the exercise can be solved in more than one way, that mistakes are
 * told apart, that the starter and a stub that equals everything fail, that every hidden test checks a requirement and every
 * requirement is checked or rated.
 *
 * @param examples as they were handed in, `results` what came of each
 */
export function publishProblems(
  exercise: ExercisePackage,
  examples: readonly ExampleSubmission[],
  results: readonly ExampleResult[],
): string[] {
  const accepted = results.filter(({ got }) => got.verdict === 'accepted');
  const graded = results.filter(({ got }) => got.verdict !== 'judge-error').map(({ report }) => report);
  const [reference] = accepted;
  return [
    ...(isRatedAlone(exercise.manifest) ? [] : [...acceptedProblems(accepted.length), ...failureProblems(results)]),
    ...repeatedExamples(examples),
    ...stubProblems(exercise, results),
    ...keyedProblems(exercise, graded),
    ...(reference === undefined ? [] : requirementProblems(exercise, reference.report)),
  ];
}

function acceptedProblems(accepted: number): string[] {
  if (accepted === 0) return ['No example submission is accepted, so nothing shows that the exercise can be solved.'];
  if (accepted > furtherAccepted) return [];
  const further = String(accepted - 1);
  return [
    `Beside the reference ${further} of the examples are accepted; give at least ${String(furtherAccepted)}, written in really different ways.`,
  ];
}

/** Two fail in different ways when their verdicts differ, or the tests that they do not pass. */
function failureProblems(results: readonly ExampleResult[]): string[] {
  const telling = results.filter(({ name, got }) => got.verdict !== 'accepted' && !sayingNothing.has(name));
  const ways = new Set(telling.map(({ report }) => wayOfFailing(report)));
  if (ways.size >= differentFailures) return [];
  return [
    `${String(telling.length)} examples beside the starter are not accepted, and they fail in ${String(ways.size)} different ways (another verdict, or other tests that fail); give at least ${String(differentFailures)}.`,
  ];
}

function wayOfFailing({ verdict, cases }: GradingReport): string {
  return hashOfJson([verdict, cases.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id)]);
}

function repeatedExamples(examples: readonly ExampleSubmission[]): string[] {
  const seen = new Map<string, string>();
  return examples.flatMap(({ name, files }) => {
    const hash = hashOfFiles(files);
    const other = seen.get(hash);
    seen.set(hash, name);
    return other === undefined ? [] : [`The examples ${other} and ${name} hand in the same files; change or drop one.`];
  });
}

function stubProblems({ manifest }: ExercisePackage, results: readonly ExampleResult[]): string[] {
  const calls = manifest.groups.some(({ harness }) => harness === 'call');
  const stubs: [name: string, what: string, isNeeded: boolean][] = [
    ['starter', 'the starter', true],
    ['always-equal', 'a stub whose results claim to equal everything', calls],
  ];
  return stubs.flatMap(([name, what, isNeeded]) => {
    const result = results.find((one) => one.name === name);
    if (result === undefined) {
      return isNeeded ? [`There is no example submission ${name}; ${what} must be shown not to pass.`] : [];
    }
    return result.got.verdict === 'accepted' ? [`The example ${name} is accepted, but ${what} must not pass.`] : [];
  });
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
