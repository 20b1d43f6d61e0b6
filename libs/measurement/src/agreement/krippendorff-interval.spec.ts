import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../random.js';
import type { Rating } from '../ratings.js';
import type { KrippendorffAlpha, KrippendorffOptions } from './krippendorff.js';
import { krippendorffAlpha } from './krippendorff.js';

/** Three raters who see a unit's true level of 1–4 and miss it by one now and then. */
function simulated(units: number, seed = 7): Rating[] {
  const random = seededRandom(seed);
  return Array.from({ length: units }, (_, unit) => {
    const level = 1 + Math.floor(random() * 4);
    return ['a', 'b', 'c'].map((rater) => {
      const miss = random() < 0.3 ? 1 : 0;
      return { rater, unit: `unit ${unit}`, value: Math.min(4, level + miss) };
    });
  }).flat();
}

function alphaOf(ratings: Rating[], options: KrippendorffOptions = {}): KrippendorffAlpha {
  const outcome = krippendorffAlpha(ratings, options);
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome;
}

function widthOf({ interval }: KrippendorffAlpha): number {
  return interval === null ? Number.NaN : interval.upper - interval.lower;
}

describe('the bootstrap interval of alpha', () => {
  it('needs ten units', () => {
    expect(alphaOf(simulated(9))).toMatchObject({ n: 9, interval: null, standardError: null, bootstrap: null });
    expect(alphaOf(simulated(10))).toMatchObject({
      n: 10,
      interval: { level: 0.95 },
      bootstrap: { samples: 1000, undefinedSamples: 0 },
    });
  });

  it('counts only units that two people rated', () => {
    const single = { rater: 'a', unit: 'seen once', value: 2 };
    expect(alphaOf([...simulated(9), single])).toMatchObject({ n: 9, bootstrap: null });
  });

  it('is the same for the same seed and another for another', () => {
    const ratings = simulated(20);
    expect(alphaOf(ratings, { seed: 5 })).toEqual(alphaOf(ratings, { seed: 5 }));
    expect(alphaOf(ratings, { seed: 5 }).interval).not.toEqual(alphaOf(ratings, { seed: 6 }).interval);
  });

  it('is left out for 0 samples', () => {
    expect(alphaOf(simulated(20), { samples: 0 })).toMatchObject({ interval: null, standardError: null, bootstrap: null });
  });

  it('narrows with more units and widens with confidence', () => {
    expect(widthOf(alphaOf(simulated(160)))).toBeLessThan(widthOf(alphaOf(simulated(20))));
    expect(widthOf(alphaOf(simulated(20), { level: 0.99 }))).toBeGreaterThan(widthOf(alphaOf(simulated(20), { level: 0.8 })));
  });

  it('says how many samples had no variation', () => {
    // One unit of twenty differs: a sample misses it with probability 0.95²⁰ = 0.358.
    const ratings = Array.from({ length: 20 }, (_, unit) =>
      ['a', 'b'].map((rater) => ({ rater, unit: `unit ${unit}`, value: unit === 0 && rater === 'a' ? 2 : 1 })),
    ).flat();
    const { bootstrap } = alphaOf(ratings);
    expect(bootstrap?.undefinedSamples).toBeGreaterThan(300);
    expect(bootstrap?.undefinedSamples).toBeLessThan(420);
  });

  it('has no width and is left out at perfect agreement', () => {
    const ratings = Array.from({ length: 12 }, (_, unit) =>
      ['a', 'b'].map((rater) => ({ rater, unit: `unit ${unit}`, value: unit % 4 })),
    ).flat();
    expect(alphaOf(ratings)).toMatchObject({ estimate: 1, interval: null, standardError: null, bootstrap: { samples: 1000 } });
  });

  it('holds the alpha of all units in about 95 of 100 draws of 40', () => {
    const truth = alphaOf(simulated(4000), { samples: 0 }).estimate;
    const held = Array.from({ length: 100 }, (_, draw) => alphaOf(simulated(40, 1000 + draw), { samples: 300 }).interval).filter(
      (interval) => interval !== null && interval.lower <= truth && truth <= interval.upper,
    );
    expect(held.length).toBeGreaterThanOrEqual(87);
    expect(held.length).toBeLessThanOrEqual(99);
  });
});
