import type { AttemptView } from '@assay/contracts';

type Exercises = AttemptView['exercises'];

function listed(numbers: readonly number[]): string {
  const words = numbers.map(String);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** One sentence about AI assistants over all exercises, such as "allowed in exercise 3, not in 1 and 2". */
export function aiPolicy(exercises: Exercises): string {
  const numbered = exercises.map(({ aiAllowed }, index) => ({ aiAllowed, number: index + 1 }));
  const allowed = numbered.filter(({ aiAllowed }) => aiAllowed).map(({ number }) => number);
  const not = numbered.filter(({ aiAllowed }) => !aiAllowed).map(({ number }) => number);
  if (allowed.length === 0) {
    return 'AI assistants: not in this assessment.';
  }
  if (not.length === 0) {
    return 'AI assistants: allowed in this assessment.';
  }
  return `AI assistants: allowed in exercise ${listed(allowed)}, not in ${listed(not)}.`;
}
