import type { RaterSeverity } from '@assay/measurement';
import { raterSeverity } from '@assay/measurement';
import type { Panel, SimulatedPanel } from './simulate.js';
import { simulatePanel } from './simulate.js';

/** How well scores tell the truth; each is a mean over replicates. */
export interface Accuracy {
  /** Root mean squared error, in points. */
  rmse: number;
  /** Share of pairs of candidates whose order is wrong, a tie being half wrong. */
  misordered: number;
  /** Share of the true top fifth that is in the scored top fifth. */
  topFifth: number;
  /** Share of candidates whose 95 % interval holds the truth. */
  coverage: number;
}

export interface SimulationRow extends Panel {
  replicates: number;
  /** Replicates that the model could not fit; they are left out. */
  unfitted: number;
  raw: Accuracy;
  adjusted: Accuracy;
}

interface Scored {
  truth: number;
  score: number;
  lower: number;
  upper: number;
}

/** Compares raw with adjusted scores over many simulated panels of one kind. The same seed gives the same row. */
export function simulationRow(panel: Panel, replicates: number, seed: number): SimulationRow {
  const raw: Accuracy[] = [];
  const adjusted: Accuracy[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const simulated = simulatePanel(panel, seed + replicate);
    const fit = raterSeverity(simulated.ratings);
    if (!fit.ok) continue;
    raw.push(accuracyOf(rawScores(simulated)));
    adjusted.push(accuracyOf(adjustedScores(simulated, fit)));
  }
  return { ...panel, replicates, unfitted: replicates - raw.length, raw: averageOf(raw), adjusted: averageOf(adjusted) };
}

function adjustedScores({ truth }: SimulatedPanel, fit: Extract<RaterSeverity, { ok: true }>): Scored[] {
  return fit.candidates.flatMap(({ id, adjusted, interval: { lower, upper } }) => {
    const own = truth.get(id);
    return own === undefined ? [] : [{ truth: own, score: adjusted, lower, upper }];
  });
}

/** Plain means, with the interval that the spread of a candidate's ratings, pooled over candidates, gives them. */
function rawScores({ ratings, truth }: SimulatedPanel): Scored[] {
  const groups = [...Map.groupBy(ratings, ({ candidate }) => candidate)].map(([candidate, given]) => {
    const values = given.map(({ value }) => value);
    const mean = meanOf(values);
    return { candidate, mean, count: values.length, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
  });
  const variance = groups.reduce((sum, { squares }) => sum + squares, 0) / (ratings.length - groups.length);
  return groups.flatMap(({ candidate, mean, count }) => {
    const own = truth.get(candidate);
    const reach = 1.959964 * Math.sqrt(variance / count);
    return own === undefined ? [] : [{ truth: own, score: mean, lower: mean - reach, upper: mean + reach }];
  });
}

function accuracyOf(scored: readonly Scored[]): Accuracy {
  return {
    rmse: Math.sqrt(meanOf(scored.map(({ truth, score }) => (score - truth) ** 2))),
    misordered: misorderedShare(scored),
    topFifth: topFifthShare(scored),
    coverage: meanOf(scored.map(({ truth, lower, upper }) => (truth >= lower && truth <= upper ? 1 : 0))),
  };
}

/** Two candidates at the same end of the scale are no pair to order. */
function misorderedShare(scored: readonly Scored[]): number {
  let wrong = 0;
  let pairs = 0;
  scored.forEach((a, index) => {
    for (const b of scored.slice(index + 1)) {
      if (a.truth === b.truth) continue;
      pairs += 1;
      const agreement = (a.truth - b.truth) * (a.score - b.score);
      wrong += agreement < 0 ? 1 : agreement === 0 ? 0.5 : 0;
    }
  });
  return wrong / pairs;
}

function topFifthShare(scored: readonly Scored[]): number {
  const size = Math.round(scored.length / 5);
  const top = (by: (one: Scored) => number): Scored[] => [...scored].sort((a, b) => by(b) - by(a)).slice(0, size);
  const best = new Set(top(({ truth }) => truth));
  return top(({ score }) => score).filter((one) => best.has(one)).length / size;
}

function averageOf(accuracies: readonly Accuracy[]): Accuracy {
  const average = (measure: keyof Accuracy): number => meanOf(accuracies.map((one) => one[measure]));
  return {
    rmse: average('rmse'),
    misordered: average('misordered'),
    topFifth: average('topFifth'),
    coverage: average('coverage'),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
