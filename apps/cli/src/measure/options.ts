import type { IccForm, Metric, SeverityVariant, Weighting } from '@assay/measurement';
import { AssayError } from '@assay/platform';
import { Option, InvalidArgumentError } from 'commander';

export interface Scale {
  lowest: number;
  highest: number;
}

/** What a statistic can be told; each takes some of these only. */
export interface MeasureOptions {
  scale?: Scale;
  /** Names of raters, or for a D-study how many. */
  raters?: readonly string[];
  ratersFile?: string;
  categories?: readonly number[];
  metric?: Metric;
  weights?: Exclude<Weighting, object>;
  form?: IccForm;
  variant?: SeverityVariant;
  level?: number;
  samples?: number;
  seed?: number;
  within?: number;
  tasks?: number;
  nested?: true;
  grade?: number;
  minShare?: number;
}
export type MeasureOption = keyof MeasureOptions;

const metrics: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio'];
const weightings: readonly Exclude<Weighting, object>[] = ['unweighted', 'linear', 'quadratic', 'ordinal'];
const forms: readonly IccForm[] = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'];
const variants: readonly SeverityVariant[] = ['shared-candidates', 'crossed-effects'];

/** The options of all statistics, as the command line takes them. */
export function statisticOptions(): Option[] {
  return [
    new Option('--scale <lowest..highest>', 'bounds of the ratings, such as 1..4; also the categories').argParser(scale),
    new Option('--raters <list>', 'raters that may occur, separated by commas; for g-study how many to plan with').argParser(
      list,
    ),
    new Option('--raters-file <file>', 'raters that may occur, one a line'),
    new Option('--categories <list>', 'all categories, rising, such as 1,2,3,4').argParser(categories),
    new Option('--metric <metric>', 'what a difference means').choices(metrics),
    new Option('--weights <weights>', 'how bad a disagreement is').choices(weightings),
    new Option('--form <form>', 'of the intraclass correlation').choices(forms),
    new Option('--variant <variant>', 'how severity is estimated').choices(variants),
    new Option('--level <share>', 'confidence of intervals, from 0.5 to 0.999').argParser(numberIn(0.5, 0.999)),
    new Option('--samples <count>', 'bootstrap samples, up to 100000').argParser(wholeIn(0, 100_000)),
    new Option('--seed <number>', 'the same seed gives the same interval').argParser(wholeIn(0, Number.MAX_SAFE_INTEGER)),
    new Option('--within <points>', 'the largest difference that counts as agreement').argParser(numberIn(0, 1e100)),
    new Option('--tasks <count>', 'tasks to plan with in a D-study').argParser(wholeIn(1, 1_000_000)),
    new Option('--nested', 'in a G-study, each task has raters of its own'),
    new Option('--grade <number>', 'the grade that means borderline').argParser(numberIn(-1e100, 1e100)),
    new Option('--min-share <share>', 'smaller categories get no impact ratio').argParser(numberIn(0, 0.99)),
  ];
}

/** As it is written on the command line: `minShare` is `--min-share`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** @throws AssayError `usage-wrong` for an option that the statistic does not take. */
export function refuseForeignOptions(statistic: string, options: MeasureOptions, taken: readonly MeasureOption[]): void {
  const foreign = Object.keys(options).filter((option) => !taken.some((one) => one === option));
  if (foreign.length === 0) return;
  const takes = taken.length === 0 ? 'takes none' : `takes ${taken.map(flagOf).join(', ')}`;
  throw new AssayError('usage-wrong', `${statistic} has no option ${foreign.map(flagOf).join(', ')}: it ${takes}.`);
}

function scale(text: string): Scale {
  const [lowest, highest, ...more] = text.split('..').map(toNumber);
  if (lowest === undefined || highest === undefined || more.length > 0 || !(lowest < highest)) {
    throw new InvalidArgumentError('It must be two rising numbers such as 1..4.');
  }
  return { lowest, highest };
}

function list(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It must be a list without gaps such as ann,ben.');
  return names;
}

function categories(text: string): number[] {
  const numbers = list(text).map(toNumber);
  if (!numbers.every((number, index) => number > (numbers[index - 1] ?? -Infinity))) {
    throw new InvalidArgumentError('It must be rising numbers such as 1,2,3,4.');
  }
  return numbers;
}

function numberIn(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const number = toNumber(text);
    if (number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`It must be a number from ${lowest} to ${highest}.`);
  };
}

function wholeIn(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const number = toNumber(text);
    if (Number.isSafeInteger(number) && number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} to ${highest}.`);
  };
}

/** NaN for what is no number, an empty text included. */
function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
