import type { ComparisonView, Estimate } from '@assay/contracts';
import { capitalisedCount } from './words.js';

interface Compared {
  id: string;
  overall: Pick<Estimate, 'score' | 'se'>;
}

/**
 * The plain verdict above a comparison, such as "Three candidates are at or above the bar, and cannot be told apart".
 * `isTooClose` says whether a pair's chance is too close to call (measurement's function); `bar` is the role's level.
 */
export function comparisonHeading(
  candidates: readonly Compared[],
  pairs: ComparisonView['pairs'],
  isTooClose: (chance: number) => boolean,
  bar = 3,
): string {
  const scored = candidates.filter(({ overall }) => overall.score !== null);
  if (scored.length === 0) {
    return candidates.length === 0 ? 'Nobody has finished yet' : 'Nobody has a score yet';
  }
  const ahead = scored.filter(({ overall }) => (overall.score ?? 0) >= bar);
  if (ahead.length === 0) {
    return scored.length === 1
      ? 'The one candidate scored is below the bar'
      : `All ${capitalisedCount(scored.length).toLowerCase()} candidates are below the bar`;
  }
  const fact = `${capitalisedCount(ahead.length)} ${ahead.length === 1 ? 'candidate is' : 'candidates are'} at or above the bar`;
  const rest = relationOf(ahead, scored, pairs, isTooClose);
  return rest === '' ? fact : `${fact}, ${rest}`;
}

function relationOf(
  ahead: readonly Compared[],
  scored: readonly Compared[],
  pairs: ComparisonView['pairs'],
  isTooClose: (chance: number) => boolean,
): string {
  // One person ahead is compared with everybody else, several with each other.
  const others = ahead.length === 1 ? scored : ahead;
  const wanted = pairsAmong(ahead, others);
  if (wanted.length === 0) {
    return '';
  }
  const chances = wanted.map(
    ([a, b]) => pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.chance,
  );
  if (chances.includes(undefined)) {
    return ahead.length === 1 ? 'and it is too early to say how clearly' : 'and it is too early to tell them apart';
  }
  const close = chances.filter((chance) => chance !== undefined && isTooClose(chance)).length;
  if (ahead.length === 1) {
    return close === 0 ? 'and stands apart from the others' : 'and cannot be told apart from the next';
  }
  if (close === chances.length) {
    return 'and cannot be told apart';
  }
  return close === 0 ? 'and can be told apart' : 'and some of them cannot be told apart';
}

function pairsAmong(ahead: readonly Compared[], others: readonly Compared[]): [string, string][] {
  return ahead.flatMap(({ id: a }, index) =>
    others
      .filter(({ id: b }) => b !== a && !ahead.slice(0, index).some(({ id }) => id === b))
      .map(({ id: b }): [string, string] => [a, b]),
  );
}
