import { startStopwatch } from '@assay/platform';
import type { Spread } from '../spread.js';
import { spreadOf } from '../spread.js';
import type { ContestantName, Timed } from './contestant.js';

/** Milliseconds of every round, one list per contestant, in the order of the rounds. */
export type Times<Name extends string = ContestantName> = ReadonlyMap<Name, readonly number[]>;

export interface RoundPlan {
  rounds: number;
  /** Rounds before those that count: caches fill, and tests are compiled. */
  unrecorded: number;
}

/** One contestant's times, and what share they are of another's in the same round. */
export interface ContestantRow {
  name: ContestantName;
  ms: Spread;
  toBare: number | null;
  toContainer: number | null;
}

/**
 * Runs every contestant once a round, each after all have settled, so that they meet the same state of the machine and none
 * pays for another's clearing away. The order turns with each round.
 */
export async function alternate<Name extends string>(
  contestants: readonly Timed<Name>[],
  { rounds, unrecorded }: RoundPlan,
  signal: AbortSignal,
): Promise<Times<Name>> {
  const times = new Map<Name, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < unrecorded + rounds; round += 1) {
    for (const contestant of turned(contestants, round)) {
      for (const each of contestants) {
        await each.settle();
      }
      signal.throwIfAborted();
      const watch = startStopwatch();
      await contestant.run();
      const ms = watch.elapsedMs();
      if (round >= unrecorded) {
        times.get(contestant.name)?.push(ms);
      }
    }
  }
  return times;
}

/** The same in another order: each comes first in turn. */
export function turned<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Medians with their spread, and medians of the ratios within a round: what slowed a round down slowed both. */
export function contestantRows(times: Times): ContestantRow[] {
  return [...times].map(([name, own]) => ({
    name,
    ms: spreadOf(own),
    toBare: pairedRatio(own, times.get('bare pytest')),
    toContainer: pairedRatio(own, times.get('docker run')),
  }));
}

/** The median over rounds of `own : other`; null where there is no other. */
export function pairedRatio(own: readonly number[], other: readonly number[] | undefined): number | null {
  const ratios = own.flatMap((ms, round) => {
    const against = other?.[round];
    return against === undefined ? [] : [ms / against];
  });
  return ratios.length === 0 ? null : spreadOf(ratios).median;
}
