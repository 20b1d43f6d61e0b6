import { AssayError } from '@assay/platform';

/** How a program's output is compared with the answer: the flags of the format's own validator. */
export interface Comparison {
  caseSensitive: boolean;
  spaceSensitive: boolean;
  relative: number;
  absolute: number;
}

/** @throws AssayError `exercise-invalid` for flags that nobody knows, since outputs could be compared wrongly */
export function comparisonOf(flags: readonly string[]): Comparison {
  const comparison: Comparison = { caseSensitive: false, spaceSensitive: false, relative: 0, absolute: 0 };
  for (let place = 0; place < flags.length; place += 1) {
    const flag = flags[place] ?? '';
    if (flag === 'case_sensitive') comparison.caseSensitive = true;
    else if (flag === 'space_change_sensitive') comparison.spaceSensitive = true;
    else if (/^float_(?:(?:relative|absolute)_)?tolerance$/.test(flag)) {
      const tolerance = Number(flags[(place += 1)]);
      if (!(tolerance >= 0)) throw new AssayError('exercise-invalid', `problem.yaml: ${flag} needs a number after it.`);
      if (flag !== 'float_absolute_tolerance') comparison.relative = tolerance;
      if (flag !== 'float_relative_tolerance') comparison.absolute = tolerance;
    } else {
      throw new AssayError(
        'exercise-invalid',
        `problem.yaml: nothing is known of the validator's flag ${flag}, so outputs cannot be compared.`,
      );
    }
  }
  return comparison;
}
