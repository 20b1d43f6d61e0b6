import type { z } from 'zod';
import type { MeasureOption } from './options.js';
import * as rows from './row-schemas.js';

/** What the command knows of a statistic before it runs. */
export interface Statistic {
  title: string;
  row: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  /** No two rows may have the same in all of these. */
  key: readonly string[];
  /** The column that `--scale` bounds. */
  scaled: string | null;
  options: readonly MeasureOption[];
}

const ratings = { row: rows.rating, key: ['rater', 'unit'], scaled: 'value' } as const;
const responses = { key: ['person', 'item'], scaled: null } as const;
const known = ['scale', 'raters', 'ratersFile'] as const;
const categorical = [...known, 'categories', 'level'] as const;

/** Every statistic that `assay measure` computes. */
export const statistics = {
  'percent-agreement': { ...ratings, title: 'share of pairs of ratings that agree', options: [...known, 'within'] },
  krippendorff: {
    ...ratings,
    title: "Krippendorff's alpha, any raters, cells may be missing",
    options: [...known, 'metric', 'level', 'samples', 'seed'],
  },
  gwet: { ...ratings, title: "Gwet's AC1, with --weights AC2", options: [...categorical, 'weights'] },
  'brennan-prediger': { ...ratings, title: "Brennan and Prediger's coefficient", options: [...categorical, 'weights'] },
  cohen: { ...ratings, title: "Cohen's kappa of two raters", options: [...categorical, 'weights'] },
  fleiss: { ...ratings, title: "Fleiss' kappa", options: categorical },
  scott: { ...ratings, title: "Scott's pi of two raters", options: categorical },
  icc: { ...ratings, title: 'intraclass correlation, complete tables', options: [...known, 'form', 'level'] },
  kendall: { ...ratings, title: "Kendall's W, complete tables", options: known },
  'rater-severity': {
    title: 'how strict raters are, and candidates without that',
    row: rows.candidateRating,
    key: ['rater', 'candidate', 'criterion'],
    scaled: 'value',
    options: [...known, 'variant', 'level'],
  },
  drift: {
    title: "a rater's drift in points a week",
    row: rows.datedRating,
    key: [],
    scaled: 'rating',
    options: ['scale', 'level'],
  },
  items: {
    ...responses,
    title: "item analysis and Cronbach's alpha",
    row: rows.response,
    scaled: 'score',
    options: ['scale', 'level'],
  },
  'irt-1pl': { ...responses, title: 'item difficulties, one discrimination', row: rows.rightOrWrong, options: [] },
  'irt-2pl': { ...responses, title: 'item difficulties and discriminations', row: rows.rightOrWrong, options: [] },
  'g-study': {
    title: 'variance components; with --raters 1,2,3 a D-study',
    row: rows.taskRating,
    key: ['rater', 'unit', 'task'],
    scaled: 'value',
    options: ['scale', 'raters', 'ratersFile', 'tasks', 'nested'],
  },
  facets: {
    title: 'many-facet Rasch model (diagnostic), whole numbers',
    row: rows.facetRating,
    key: ['person', 'rater', 'item'],
    scaled: 'value',
    options: known,
  },
  angoff: { title: 'cut score, value in percent', row: rows.judgement, key: ['judge', 'item'], scaled: null, options: ['level'] },
  borderline: {
    title: 'cut score by regression, needs --grade',
    row: rows.gradedScore,
    key: [],
    scaled: 'score',
    options: ['scale', 'grade', 'level'],
  },
  impact: { title: 'four-fifths rule', row: rows.groupCount, key: ['group'], scaled: null, options: ['level'] },
  'll144-selection': {
    title: 'NYC Local Law 144, selection rates',
    row: rows.groupCount,
    key: ['group'],
    scaled: null,
    options: ['minShare'],
  },
  'll144-scoring': {
    title: 'NYC Local Law 144, scoring rates',
    row: rows.scoredPerson,
    key: [],
    scaled: 'score',
    options: ['scale', 'minShare'],
  },
  fisher: { title: "Fisher's exact test of two groups", row: rows.groupCount, key: ['group'], scaled: null, options: [] },
} as const satisfies Record<string, Statistic>;

export type StatisticName = keyof typeof statistics;
/** A row of the file that a statistic reads. */
export type RowOf<Name extends StatisticName> = z.output<(typeof statistics)[Name]['row']>;

export const statisticNames = Object.keys(statistics) as StatisticName[];

/** The columns of a statistic's file, those that may be left out marked with `?`. */
export function columnsOf({ row }: Statistic): string[] {
  return Object.entries(row.shape).map(([column, schema]) => (schema.safeParse(undefined).success ? `${column}?` : column));
}
