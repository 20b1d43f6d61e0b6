import type { Estimated, Outcome } from '../estimate.js';
import { isNotEstimable } from '../estimate.js';
import type { Incidence, Pairing } from './incidence.js';
import { indexAt, layOut } from './incidence.js';

/** Candidates and raters who are tied together by ratings; names sorted. */
export interface ConnectedComponent {
  candidates: string[];
  raters: string[];
}

export interface ConnectedComponents extends Estimated {
  groups: ConnectedComponent[];
}

/** The number, from 0, of the component that each candidate and each rater belongs to. */
export interface ComponentLabels {
  count: number;
  ofCandidate: Int32Array;
  ofRater: Int32Array;
}

/**
 * The connected components of the graph in which a rating ties its rater to its candidate. Severities and adjusted scores
 * can be compared inside a component only: nothing tells a strict panel with good candidates from a lenient one with weak ones.
 *
 * @returns `estimate` is the number of components (1 is a connected design), `n` the number of candidates; groups are
 * ordered by their first candidate. It has no error, so that `standardError` and `interval` are null. `no-data` without records.
 * Source: Weeks & Williams 1964, Technometrics 6, on connectedness of a two-way design.
 */
export function connectedComponents(records: readonly Pairing[]): Outcome<ConnectedComponents> {
  const laidOut = layOut(records);
  if (isNotEstimable(laidOut)) return laidOut;
  const { incidence } = laidOut;
  const groups = groupsOf(incidence, labelComponents(incidence));
  return { ok: true, estimate: groups.length, standardError: null, interval: null, n: incidence.candidates.length, groups };
}

/** Numbers the components in the order of their first candidate. */
export function labelComponents(incidence: Incidence): ComponentLabels {
  const rootOf = mergeRaters(incidence);
  const numberOf = new Map<number, number>();
  const ofCandidate = Int32Array.from(incidence.candidates, (_, candidate) => {
    const root = findRoot(rootOf, indexAt(incidence.raterOf, indexAt(incidence.start, candidate)));
    const number = numberOf.get(root) ?? numberOf.size;
    numberOf.set(root, number);
    return number;
  });
  const ofRater = Int32Array.from(incidence.raters, (_, rater) => numberOf.get(findRoot(rootOf, rater)) ?? -1);
  return { count: numberOf.size, ofCandidate, ofRater };
}

/** The components by name. */
export function groupsOf(incidence: Incidence, labels: ComponentLabels): ConnectedComponent[] {
  const groups = Array.from({ length: labels.count }, (): ConnectedComponent => ({ candidates: [], raters: [] }));
  incidence.candidates.forEach((name, index) => groups[indexAt(labels.ofCandidate, index)]?.candidates.push(name));
  incidence.raters.forEach((name, index) => groups[indexAt(labels.ofRater, index)]?.raters.push(name));
  return groups;
}

/** How many raters each component has. */
export function raterCountsOf({ count, ofRater }: ComponentLabels): Int32Array {
  const counts = new Int32Array(count);
  for (const label of ofRater) counts[label] = indexAt(counts, label) + 1;
  return counts;
}

/** Union–find over raters: every candidate merges the raters who rated them. */
function mergeRaters({ candidates, raters, start, raterOf }: Incidence): Int32Array {
  const rootOf = Int32Array.from(raters, (_, rater) => rater);
  for (let candidate = 0; candidate < candidates.length; candidate += 1) {
    const first = indexAt(start, candidate);
    for (let cell = first + 1; cell < indexAt(start, candidate + 1); cell += 1) {
      rootOf[findRoot(rootOf, indexAt(raterOf, cell))] = findRoot(rootOf, indexAt(raterOf, first));
    }
  }
  return rootOf;
}

function findRoot(rootOf: Int32Array, member: number): number {
  let root = member;
  while (indexAt(rootOf, root) !== root) {
    // Halving the path keeps later searches short.
    rootOf[root] = indexAt(rootOf, indexAt(rootOf, root));
    root = indexAt(rootOf, root);
  }
  return root;
}
