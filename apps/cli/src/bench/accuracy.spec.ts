import { describe, expect, it } from '@jest/globals';
import { simulationRow } from './accuracy.js';
import { severityRecords } from './severity-speed.js';
import type { AssignmentDesign, Panel } from './simulate.js';
import { panelSize, simulatePanel } from './simulate.js';

const designs: AssignmentDesign[] = ['complete', 'incomplete', 'confounded', 'gold'];
const seed = 11;
const row = (panel: Panel) => simulationRow(panel, 12, seed);

describe('a simulated panel', () => {
  it.each(designs)('%s is the same for the same seed and another for another', (design) => {
    const panel = { design, severityDeviation: 0.35 };
    expect(simulatePanel(panel, seed)).toEqual(simulatePanel(panel, seed));
    expect(simulatePanel(panel, seed)).not.toEqual(simulatePanel(panel, seed + 1));
  });

  it('has two or three raters for each candidate, and all of them for gold', () => {
    const { ratings, truth } = simulatePanel({ design: 'gold', severityDeviation: 0.35 }, seed);
    const counts = Map.groupBy(ratings, ({ candidate }) => candidate);
    expect(truth.size).toBe(panelSize.candidates);
    expect(counts.size).toBe(panelSize.candidates + panelSize.goldPieces);
    for (const [candidate, given] of counts) {
      expect(new Set(given.map(({ rater }) => rater)).size).toBe(given.length);
      expect(truth.has(candidate) ? [2, 3] : [panelSize.raters]).toContain(given.length);
    }
  });

  it('stays on the scale', () => {
    const values = simulatePanel({ design: 'complete', severityDeviation: 0.5 }, seed).ratings.map(({ value }) => value);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(4);
  });

  it('gives abler candidates to stricter raters only where it is confounded', () => {
    const gapOf = (design: AssignmentDesign) => {
      const { ratings, truth } = simulatePanel({ design, severityDeviation: 0.35 }, seed);
      const abilities = Map.groupBy(
        ratings.filter(({ candidate }) => truth.has(candidate)),
        ({ rater }) => Number(rater.replace('rater ', '')) <= panelSize.raters / 2,
      );
      const mean = (strict: boolean) => {
        const rated = (abilities.get(strict) ?? []).map(({ candidate }) => truth.get(candidate) ?? Number.NaN);
        return rated.reduce((sum, score) => sum + score, 0) / rated.length;
      };
      return mean(true) - mean(false);
    };
    expect(gapOf('confounded')).toBeGreaterThan(0.8);
    expect(Math.abs(gapOf('incomplete'))).toBeLessThan(0.4);
  });
});

describe('adjusted scores', () => {
  it('come out the same for the same seed', () => {
    const panel: Panel = { design: 'incomplete', severityDeviation: 0.35 };
    expect(row(panel)).toEqual(row(panel));
  });

  it.each(['incomplete', 'confounded', 'gold'] as const)('%s: order more pairs right when raters differ', (design) => {
    const { raw, adjusted, unfitted } = row({ design, severityDeviation: 0.5 });
    expect(unfitted).toBe(0);
    expect(adjusted.misordered).toBeLessThan(0.8 * raw.misordered);
    expect(adjusted.rmse).toBeLessThan(0.8 * raw.rmse);
    expect(adjusted.topFifth).toBeGreaterThan(raw.topFifth);
  });

  it.each(designs)('%s: are not worse when raters do not differ', (design) => {
    const { raw, adjusted } = row({ design, severityDeviation: 0 });
    expect(adjusted.misordered).toBeLessThan(raw.misordered + 0.005);
    expect(adjusted.rmse).toBeLessThan(raw.rmse + 0.005);
  });

  it('are in the order of raw ones when everybody rates everybody', () => {
    const { raw, adjusted } = row({ design: 'complete', severityDeviation: 0.5 });
    expect(adjusted.misordered).toBeCloseTo(raw.misordered, 3);
  });

  it('profit from gold pieces where assignment is confounded', () => {
    const confounded = row({ design: 'confounded', severityDeviation: 0.5 });
    const gold = row({ design: 'gold', severityDeviation: 0.5 });
    expect(gold.adjusted.misordered).toBeLessThan(confounded.adjusted.misordered);
  });
});

describe('the ratings that the model is timed on', () => {
  it('are as many as asked for, two for each candidate, the same for the same seed', () => {
    const records = severityRecords({ raters: 20, ratings: 600 }, seed);
    expect(records).toHaveLength(600);
    expect(new Set(records.map(({ rater }) => rater)).size).toBe(20);
    expect(new Set(records.map(({ candidate, rater }) => `${candidate} ${rater}`)).size).toBe(600);
    expect(records).toEqual(severityRecords({ raters: 20, ratings: 600 }, seed));
  });
});
