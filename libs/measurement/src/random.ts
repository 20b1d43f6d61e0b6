/** A stream of numbers in [0, 1), the same on every machine for the same seed. */
export type Random = () => number;

/**
 * A seeded generator: 32-bit integer arithmetic only, so that no machine rounds differently.
 * Source: sfc32 (Doty-Humphrey, PractRand), 96 bits of state and a counter, warmed up for 15 steps.
 */
export function seededRandom(seed: number): Random {
  let a = seed | 0;
  let b = Math.trunc(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let step = 0; step < 15; step += 1) {
    next();
  }
  return () => next() / 2 ** 32;
}
