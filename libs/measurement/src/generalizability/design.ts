import type { NotEstimable } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import { placesOf, sortedNames } from '../names.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';

/** A rating of a unit's work on one task; items and occasions are tasks too. */
export interface TaskRating extends Rating {
  task: string;
}

/** What a score depends on; `unit` is the object of measurement (a person), the others are facets. */
export type Factor = 'unit' | 'task' | 'rater';

/** A source of variance, by what varies together; `residual` is the highest interaction, confounded with error. */
export type Effect =
  'unit' | 'task' | 'rater' | 'rater-in-task' | 'unit-by-task' | 'unit-by-rater' | 'task-by-rater' | 'residual';

/** A source of variance with all factors that index it, those that it is nested in included. */
export interface Source {
  effect: Effect;
  over: readonly Factor[];
}

/** A balanced random-effects design; a source comes after every source whose factors it includes. */
export type Design = readonly Source[];

export const personsByRaters: Design = [
  { effect: 'unit', over: ['unit'] },
  { effect: 'rater', over: ['rater'] },
  { effect: 'residual', over: ['unit', 'rater'] },
];

export const personsByTasksByRaters: Design = [
  { effect: 'unit', over: ['unit'] },
  { effect: 'task', over: ['task'] },
  { effect: 'rater', over: ['rater'] },
  { effect: 'unit-by-task', over: ['unit', 'task'] },
  { effect: 'unit-by-rater', over: ['unit', 'rater'] },
  { effect: 'task-by-rater', over: ['task', 'rater'] },
  { effect: 'residual', over: ['unit', 'task', 'rater'] },
];

export const personsByRatersInTasks: Design = [
  { effect: 'unit', over: ['unit'] },
  { effect: 'task', over: ['task'] },
  { effect: 'rater-in-task', over: ['task', 'rater'] },
  { effect: 'unit-by-task', over: ['unit', 'task'] },
  { effect: 'residual', over: ['unit', 'task', 'rater'] },
];

/** A number for each factor: how many levels it has, or the index of one of them. */
export type ByFactor = Readonly<Record<Factor, number>>;

/** A complete table. Raters are counted within a task where they are nested in tasks. */
export interface BalancedData {
  sizes: ByFactor;
  observations: { level: ByFactor; value: number }[];
}

/** The same raters judge all tasks. Reasons: those of `tabulate`, and `missing-cells`. */
export function crossedData(ratings: readonly TaskRating[]): BalancedData | NotEstimable {
  const raterIndex = placesOf(sortedNames(ratings.map(({ rater }) => rater)));
  return balancedData(ratings, raterIndex.size, ({ rater }) => raterIndex.get(rater));
}

/** Each task has raters of its own, equally many: a name counts within its task. Reasons as in `crossedData`. */
export function nestedData(ratings: readonly TaskRating[]): BalancedData | NotEstimable {
  const ratingsOfTask = Map.groupBy(ratings, ({ task }) => task);
  const raterIndices = new Map(
    [...ratingsOfTask].map(([task, own]) => [task, placesOf(sortedNames(own.map(({ rater }) => rater)))]),
  );
  const ratersPerTask = [...raterIndices.values()].reduce((most, { size }) => Math.max(most, size), 0);
  return balancedData(ratings, ratersPerTask, ({ task, rater }) => raterIndices.get(task)?.get(rater));
}

function balancedData(
  ratings: readonly TaskRating[],
  raters: number,
  raterOf: (rating: TaskRating) => number | undefined,
): BalancedData | NotEstimable {
  const flaw = findOptionalFlaw(ratings);
  if (flaw) return flaw;
  const unitIndex = placesOf(sortedNames(ratings.map(({ unit }) => unit)));
  const taskIndex = placesOf(sortedNames(ratings.map(({ task }) => task)));
  const sizes = { unit: unitIndex.size, task: taskIndex.size, rater: raters };
  const missing = sizes.unit * sizes.task * sizes.rater - ratings.length;
  if (missing > 0) {
    const detail = `Every unit needs ${raters} ratings on each of ${sizes.task} tasks, and ${missing} of them are missing.`;
    return notEstimable('missing-cells', detail, { what: 'ratings', more: missing });
  }
  const observations = ratings.map((rating) => ({
    level: { unit: unitIndex.get(rating.unit) ?? 0, task: taskIndex.get(rating.task) ?? 0, rater: raterOf(rating) ?? 0 },
    value: rating.value,
  }));
  return { sizes, observations };
}

function findOptionalFlaw(ratings: readonly TaskRating[]): NotEstimable | null {
  const table = tabulate(ratings.map(({ unit, task, rater, value }) => ({ unit, rater: JSON.stringify([task, rater]), value })));
  return isNotEstimable(table) ? table : null;
}
