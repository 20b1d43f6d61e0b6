import type { ComparedEntry, KeyEntryOf, ReviewFinding } from '@assay/contracts';
import { reviewFinding } from '@assay/contracts';
import { bestAssignment } from './best-assignment.js';
import type { Mark } from './keyed-mark.js';
import { countOf } from './words.js';

type Findings = KeyEntryOf<'findings'>;
type Defect = Findings['defects'][number];
type Place = Pick<Defect, 'file' | 'from' | 'to' | 'tolerance'>;

/**
 * Marks a list of review findings. Findings and defects are paired so that most points are earned and, among such pairings, the
 * cheapest findings are left over; so neither order nor chance decides. What is left over is false and costs points of restraint, which
 * are there in the share of the defects' points that were earned: who finds nothing has shown no restraint by it.
 */
export function markFindings(entry: Findings, answer: unknown): Mark[] {
  const list = findingsIn(entry, answer);
  if (typeof list === 'string') {
    return [...entry.defects.map(markOf), restraintOf(entry, [], 0)].map((mark) => ({ ...mark, remark: list }));
  }
  const { columns, earned, costs } = pairingOf(entry, list);
  const defects = entry.defects.map((defect, row): Mark => {
    const column = columns[row] ?? null;
    if (column === null) return { ...markOf(defect), remark: 'No finding lies at these lines under a fitting category.' };
    const points = earned[row]?.[column] ?? 0;
    return { ...markOf(defect), earned: points, remark: 'Found, but its severity is another one.', answer: list[column] };
  });
  const paired = new Set(columns);
  const left = [...list.keys()].filter((column) => !paired.has(column));
  const cost = left.reduce((sum, column) => sum + (costs[column] ?? 0), 0);
  return [...defects, { ...restraintOf(entry, defects, cost), answer: left.map((column) => list[column]) }];
}

/**
 * What became of each finding under the pairing that `markFindings` marks by, in the candidate's order; none where the list cannot be
 * read. A finding of a wrong form is false.
 */
export function judgeFindings(entry: Findings, answer: unknown): ComparedEntry['findings'] {
  if (!Array.isArray(answer) || typeof findingsIn(entry, answer) === 'string') return [];
  const given: readonly unknown[] = answer;
  const read = given.map((item) => reviewFinding.safeParse(item).data ?? null);
  const order = inOwnOrder(read);
  const { columns } = pairingOf(
    entry,
    order.map((at) => read[at] ?? null),
  );
  const found = new Map(columns.flatMap((column, row) => (column === null ? [] : [[order[column], entry.defects[row]?.id]])));
  return given.map((finding, at) => {
    const defect = found.get(at) ?? null;
    return { finding, defect, outcome: defect !== null ? 'found' : isOnDecoy(entry, read[at] ?? null) ? 'decoy' : 'false' };
  });
}

/** Defect → the index of its finding, or null; what every pair would earn; what each finding costs when it is left over. */
function pairingOf(entry: Findings, list: readonly (ReviewFinding | null)[]) {
  const costs = list.map((finding) => costOf(entry, finding));
  const more = costs.reduce((sum, cost) => sum + cost, 1);
  const earned = entry.defects.map((defect) => list.map((finding) => pointsFor(defect, finding)));
  // One point outweighs whatever all findings together could cost.
  const columns = bestAssignment(earned.map((row) => row.map((points, index) => points && points * more + (costs[index] ?? 0))));
  return { columns, earned, costs };
}

/** A finding that cannot be read is null: it finds nothing. In an order of its own, so that the candidate's does not matter. */
function findingsIn({ most }: Findings, answer: unknown): (ReviewFinding | null)[] | string {
  if (answer === undefined || answer === null) return 'There is no answer.';
  if (!Array.isArray(answer)) return 'The answer must be a list of findings.';
  if (answer.length > most) return `There are more than ${countOf(most, 'finding')}; name those that matter.`;
  const list = answer.map((item) => reviewFinding.safeParse(item).data ?? null);
  return inOwnOrder(list).map((at) => list[at] ?? null);
}

/** The indexes of findings in an order that depends on what they say alone. */
function inOwnOrder(list: readonly (ReviewFinding | null)[]): number[] {
  const keyed = list.map((finding, at) => ({ at, key: JSON.stringify(finding) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ at }) => at);
}

function markOf({ id, requirements, points, severity }: Defect): Mark {
  return { id, requirements, points: points + (severity?.points ?? 0), earned: 0, remark: null };
}

function pointsFor(defect: Defect, finding: ReviewFinding | null): number {
  if (finding === null || !isAt(defect, finding) || !defect.categories.includes(finding.category)) return 0;
  const { points, severity } = defect;
  return points + (severity?.accepts.includes(finding.severity) === true ? severity.points : 0);
}

function costOf(entry: Findings, finding: ReviewFinding | null): number {
  return isOnDecoy(entry, finding) ? entry.restraint.decoy : entry.restraint.other;
}

function isOnDecoy({ decoys }: Findings, finding: ReviewFinding | null): boolean {
  return finding !== null && decoys.some((decoy) => isAt(decoy, finding));
}

/** Wholly inside the lines and their tolerance: naming the whole file names nothing. */
function isAt({ file, from, to, tolerance }: Place, finding: ReviewFinding): boolean {
  return finding.file === file && finding.from >= from - tolerance && finding.to <= to + tolerance;
}

function restraintOf({ id, requirements, restraint }: Findings, defects: readonly Mark[], cost: number): Mark {
  const { points } = restraint;
  const possible = defects.reduce((sum, mark) => sum + mark.points, 0);
  const found = defects.reduce((sum, mark) => sum + mark.earned, 0);
  const toLose = possible === 0 ? 0 : Math.floor((points * found) / possible);
  const remark =
    cost === 0 ? 'Restraint counts in the share of the defects that were found.' : 'There are findings that name no defect.';
  return { id, requirements, points, earned: Math.max(0, toLose - cost), remark };
}
