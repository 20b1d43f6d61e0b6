import {
  brennanPredigerAnswer,
  cohenAnswer,
  fleissAnswer,
  gwetAnswer,
  iccAnswer,
  kendallAnswer,
  krippendorffAnswer,
  percentAnswer,
  scottAnswer,
} from './agreement.js';
import type { Answer } from './answer.js';
import type { Limits } from './check-rows.js';
import { checkRows } from './check-rows.js';
import { angoffAnswer, borderlineAnswer } from './cut-scores.js';
import { gStudyAnswer } from './generalizability.js';
import { fisherAnswer, impactAnswer, scoringAnswer, selectionAnswer } from './impact.js';
import { facetsAnswer, itemsAnswer, onePlAnswer, twoPlAnswer } from './items.js';
import type { MeasureOptions, Scale } from './options.js';
import { refuseForeignOptions } from './options.js';
import { readNames, readRecords } from './read-records.js';
import { driftAnswer, severityAnswer } from './severity.js';
import type { RowOf, Statistic, StatisticName } from './statistics.js';
import { statistics } from './statistics.js';

type Compute<Name extends StatisticName> = (rows: readonly RowOf<Name>[], options: MeasureOptions) => Answer;

const computations: { readonly [Name in StatisticName]: Compute<Name> } = {
  'percent-agreement': percentAnswer,
  krippendorff: krippendorffAnswer,
  gwet: gwetAnswer,
  'brennan-prediger': brennanPredigerAnswer,
  cohen: cohenAnswer,
  fleiss: fleissAnswer,
  scott: scottAnswer,
  icc: iccAnswer,
  kendall: kendallAnswer,
  'rater-severity': severityAnswer,
  drift: driftAnswer,
  items: itemsAnswer,
  'irt-1pl': onePlAnswer,
  'irt-2pl': twoPlAnswer,
  'g-study': gStudyAnswer,
  facets: facetsAnswer,
  angoff: angoffAnswer,
  borderline: borderlineAnswer,
  impact: impactAnswer,
  'll144-selection': selectionAnswer,
  'll144-scoring': scoringAnswer,
  fisher: fisherAnswer,
};

/** What `assay measure` says. */
export interface Measured<Name extends StatisticName> extends Answer {
  statistic: Name;
  rows: number;
}

/**
 * Computes a statistic of the rows of a file.
 *
 * @throws AssayError `usage-wrong` for a file that does not hold such rows, naming each fault, and for options that do not fit.
 */
export async function measure<Name extends StatisticName>(
  name: Name,
  file: string,
  options: MeasureOptions,
): Promise<Measured<Name>> {
  const statistic: Statistic = statistics[name];
  refuseForeignOptions(name, options, statistic.options);
  const given = withCategories(options, statistic);
  const records = await readRecords(file);
  // They have passed this statistic's own schema.
  const rows = checkRows(file, records, statistic, await limitsOf(name, given)) as RowOf<Name>[];
  return { statistic: name, rows: rows.length, ...computations[name](rows, given) };
}

/** On a scale of whole numbers every level is a category, used or not. */
function withCategories(options: MeasureOptions, statistic: Statistic): MeasureOptions {
  const { scale, categories } = options;
  if (scale === undefined || categories !== undefined || !statistic.options.includes('categories')) return options;
  return isShort(scale) ? { ...options, categories: levelsOf(scale) } : options;
}

const mostLevels = 100;

function isShort({ lowest, highest }: Scale): boolean {
  return Number.isSafeInteger(lowest) && Number.isSafeInteger(highest) && highest - lowest < mostLevels;
}

function levelsOf({ lowest, highest }: Scale): number[] {
  return Array.from({ length: highest - lowest + 1 }, (_, step) => lowest + step);
}

/** A G-study's `--raters` are numbers; everywhere else they are names. */
async function limitsOf(name: StatisticName, { scale, categories, raters, ratersFile }: MeasureOptions): Promise<Limits> {
  const listed = name === 'g-study' ? undefined : raters;
  const inFile = ratersFile === undefined ? undefined : await readNames(ratersFile);
  const named = listed === undefined && inFile === undefined ? undefined : [...(listed ?? []), ...(inFile ?? [])];
  return { scale, categories, raters: named };
}
