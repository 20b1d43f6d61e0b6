import type { Random, SeverityRecord } from '@assay/measurement';
import { seededRandom } from '@assay/measurement';

/**
 * Who rates whom:
 * - `complete`: everybody rates everybody;
 * - `incomplete`: two or three raters each, by lot;
 * - `confounded`: the same, but the stricter half of the raters gets mostly the abler half of the candidates;
 * - `gold`: as confounded, and everybody also rates eight gold pieces.
 */
export type AssignmentDesign = 'complete' | 'incomplete' | 'confounded' | 'gold';

export interface Panel {
  design: AssignmentDesign;
  /** Standard deviation of what raters add to every score, in points. */
  severityDeviation: number;
}

/** One panel as it might have been, with what no real panel shows. */
export interface SimulatedPanel {
  ratings: SeverityRecord[];
  /** Each candidate's score from an average rater without error; the gold pieces are not among them. */
  truth: Map<string, number>;
}

export const panelSize = { candidates: 100, raters: 12, goldPieces: 8, criteria: 4 } as const;
const scale = { lowest: 1, highest: 4 } as const;
/** Points; one criterion errs by half a point, and whole points only can be given. */
const ability = { mean: 2.5, deviation: 0.8 } as const;
const criterionError = 0.5;
/** How often a confounded rater comes from the half that fits the candidate: few candidates tie the halves together. */
const ownHalf = 0.95;

/** A panel by chance, the same for the same seed. Cells are means of four criteria in whole points from 1 to 4. */
export function simulatePanel({ design, severityDeviation }: Panel, seed: number): SimulatedPanel {
  const random = seededRandom(seed);
  const severities = Array.from({ length: panelSize.raters }, () => severityDeviation * normal(random)).sort((a, b) => a - b);
  const abilities = Array.from({ length: panelSize.candidates }, () => drawAbility(random));
  const middle = abilities.toSorted((a, b) => a - b)[panelSize.candidates / 2] ?? ability.mean;
  const truth = new Map(abilities.map((score, index) => [`candidate ${index + 1}`, score]));
  const rate = (candidate: string, score: number, rater: number): SeverityRecord => ({
    candidate,
    rater: `rater ${rater + 1}`,
    value: cellMean(score + (severities[rater] ?? 0), random),
  });
  const ratings = [...truth].flatMap(([candidate, score]) =>
    ratersFor(design, score >= middle, random).map((rater) => rate(candidate, score, rater)),
  );
  const gold = Array.from({ length: design === 'gold' ? panelSize.goldPieces : 0 }, () => drawAbility(random));
  const goldRatings = gold.flatMap((score, index) => everybody().map((rater) => rate(`gold ${index + 1}`, score, rater)));
  return { ratings: [...ratings, ...goldRatings], truth };
}

/** Box and Muller's transform. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** So many different of these, by lot. */
export function draw<T>(from: readonly T[], count: number, random: Random): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

function drawAbility(random: Random): number {
  return Math.min(scale.highest, Math.max(scale.lowest, ability.mean + ability.deviation * normal(random)));
}

function cellMean(score: number, random: Random): number {
  let sum = 0;
  for (let criterion = 0; criterion < panelSize.criteria; criterion += 1) {
    const points = Math.round(score + criterionError * normal(random));
    sum += Math.min(scale.highest, Math.max(scale.lowest, points));
  }
  return sum / panelSize.criteria;
}

function everybody(): number[] {
  return Array.from({ length: panelSize.raters }, (_, rater) => rater);
}

/** Raters stand from strict to lenient. */
function ratersFor(design: AssignmentDesign, isAble: boolean, random: Random): number[] {
  if (design === 'complete') return everybody();
  const count = random() < 0.5 ? 2 : 3;
  if (design === 'incomplete') return draw(everybody(), count, random);
  const isStrict = (rater: number): boolean => rater < panelSize.raters / 2;
  const own = everybody().filter((rater) => isStrict(rater) === isAble);
  const other = everybody().filter((rater) => isStrict(rater) !== isAble);
  const fromOwn = Array.from({ length: count }, () => random()).filter((chance) => chance < ownHalf).length;
  return [...draw(own, fromOwn, random), ...draw(other, count - fromOwn, random)];
}
