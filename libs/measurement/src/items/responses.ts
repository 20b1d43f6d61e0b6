import type { NotEstimable } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import { tabulate } from '../ratings.js';

/** What one person scored on one item, in points. */
export interface ItemResponse {
  person: string;
  item: string;
  score: number;
}

/** Responses as a table: `scores[p][i]` is person `p` on item `i`, null where they did not answer it. */
export interface ResponseTable {
  people: string[];
  items: string[];
  scores: (number | null)[][];
}

/** A response table without holes. */
export interface CompleteResponses extends ResponseTable {
  scores: number[][];
}

/** Lays responses out by person and item, both sorted by name. Reasons as in `tabulate`: `no-data`, `bad-data`. */
export function tabulateResponses(responses: readonly ItemResponse[]): ResponseTable | NotEstimable {
  const flaw = responses.length === 0 ? 'There are no responses.' : findOptionalFlaw(responses);
  const table = tabulate(responses.map(({ person, item, score }) => ({ unit: person, rater: item, value: score })));
  if (isNotEstimable(table)) return notEstimable(table.reason, flaw ?? table.detail, table.needs);
  return { people: table.units, items: table.raters, scores: table.cells };
}

/** Like `tabulateResponses`, and `missing-cells` unless everybody answered every item. */
export function tabulateCompleteResponses(responses: readonly ItemResponse[]): CompleteResponses | NotEstimable {
  const table = tabulateResponses(responses);
  if (isNotEstimable(table)) return table;
  const { people, items } = table;
  const missing = people.length * items.length - responses.length;
  if (missing > 0) {
    const detail = `${missing} of the ${people.length} × ${items.length} responses are missing.`;
    return notEstimable('missing-cells', detail, { what: 'ratings', more: missing });
  }
  return { people, items, scores: table.scores.map((row) => row.filter((score) => score !== null)) };
}

/** The scores of each item, in the order of people. */
export function columnsOf(scores: readonly (readonly number[])[]): number[][] {
  return (scores[0] ?? []).map((_, index) => scores.map((row) => row[index] ?? NaN));
}

/** `tabulate` speaks of raters and units; this says the same of people and items. */
function findOptionalFlaw(responses: readonly ItemResponse[]): string | null {
  const seen = new Set<string>();
  for (const { person, item, score } of responses) {
    if (!Number.isFinite(score)) return `The score of person ${person} on item ${item} is no number.`;
    const key = JSON.stringify([person, item]);
    if (seen.has(key)) return `Person ${person} has two scores on item ${item}.`;
    seen.add(key);
  }
  return null;
}
