/** An interval that holds its estimate; both ends are finite. */
export interface Interval {
  lower: number;
  upper: number;
  /** Confidence, in 0..1. */
  level: number;
}

/** Why a statistic has no value. */
export type Reason =
  /** Nobody rated, answered or applied. */
  | 'no-data'
  /** Agreement and severity need two raters or more. */
  | 'single-rater'
  /** One unit, candidate or item where the statistic needs several. */
  | 'too-few-units'
  | 'too-few-raters'
  | 'too-few-items'
  /** No unit has two ratings that could be compared. */
  | 'no-pairs'
  /** Everybody gave the same, so that agreement beyond chance cannot be told from chance. */
  | 'no-variation'
  /** The data do not determine the model's parameters. */
  | 'not-identifiable'
  /** The raters or candidates fall into groups that share nobody. */
  | 'disconnected'
  /** The method needs a complete table and cells are missing. */
  | 'missing-cells'
  /** Nobody was selected, so that rates cannot be compared. */
  | 'no-selections'
  /** Left out of the comparison by the rule that the function applies. */
  | 'excluded'
  /** More than one fit can hold in memory or time; `detail` says how much that is. */
  | 'too-large'
  /** An iterative fit did not settle. */
  | 'no-convergence'
  /** The data break the rules that the function's docstring gives; `detail` says which and where. */
  | 'bad-data';

/** What would make a statistic estimable: so many more of something. */
export interface Need {
  what: 'ratings' | 'raters' | 'units' | 'shared-units' | 'items' | 'people' | 'weeks' | 'selections' | 'different-values';
  /** At least 1. */
  more: number;
}

/** A statistic that has no value, with the reason and what would help. */
export interface NotEstimable {
  ok: false;
  reason: Reason;
  /** One sentence in plain words. */
  detail: string;
  /** Null where more data would not help. */
  needs: Need | null;
}

/** What every estimated statistic has; `n` counts the units (people, pieces, pairs …) that it stands on. */
export interface Estimated {
  ok: true;
  estimate: number;
  /** Null where the method has none. */
  standardError: number | null;
  interval: Interval | null;
  n: number;
}

/** A statistic with whatever else it reports, or the reason why there is none. Never NaN, never infinite. */
export type Outcome<Extra extends object = Estimated> = (Extra & { ok: true }) | NotEstimable;

/** Tells a refusal from whatever else a step gives: a table, a design, a fit. */
export function isNotEstimable(value: object): value is NotEstimable {
  return 'ok' in value && value.ok === false;
}

export function notEstimable(reason: Reason, detail: string, needs: Need | null = null): NotEstimable {
  return { ok: false, reason, detail, needs };
}
