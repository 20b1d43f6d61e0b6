import { pause, startStopwatch } from '@assay/platform';
import type { Contestant, ContestantName } from './contestant.js';
import { busyMs } from './processor-time.js';
import { turned } from './rounds.js';

/** A contestant under as much work as the machine takes. */
export interface SaturationRow {
  name: ContestantName;
  runsPerSecond: number;
  /** Of the whole machine, less what it used while nothing of ours ran. Null where too much else ran for that difference to mean anything. */
  cpuMsPerRun: number | null;
  runs: number;
}

export interface Saturation {
  rows: SaturationRow[];
  /** What others took of the machine while nothing of ours ran: 0..1. */
  otherWork: number;
}

export interface Slice {
  runs: number;
  seconds: number;
  busyMs: number;
}

export interface SaturationPlan {
  /** Runs at the same time: one for each core. */
  lanes: number;
  /** For each contestant, each in as many slices as there are turns. */
  seconds: number;
  turns: number;
}

/** Before a slice counts: by then pairs that were ready have been used up, and whatever is cleared away belongs to the load. */
const rampMs = 3_000;

/** Loads each contestant in turn for slices of the same length, with idle slices of that length between. */
export async function saturate(
  contestants: readonly Contestant[],
  { lanes, seconds, turns }: SaturationPlan,
  signal: AbortSignal,
): Promise<Saturation> {
  const sliceMs = (1_000 * seconds) / turns;
  const slices = new Map<ContestantName, Slice[]>(contestants.map(({ name }) => [name, []]));
  const idle: Slice[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    idle.push(await measured(() => 0, sliceMs, signal));
    for (const contestant of turned(contestants, turn)) {
      slices.get(contestant.name)?.push(await loaded(contestant, lanes, sliceMs, signal));
      await contestant.settle();
    }
  }
  return saturationOf(slices, idle, lanes);
}

/** With more of other work than this, ours displaces it instead of coming on top of it. */
export const otherWorkAtMost = 0.1;

/** What the slices come to on a machine with so many cores. */
export function saturationOf(
  slices: ReadonlyMap<ContestantName, readonly Slice[]>,
  idle: readonly Slice[],
  cores: number,
): Saturation {
  const otherBusyMs = sum(idle, 'busyMs') / sum(idle, 'seconds');
  const otherWork = otherBusyMs / (1_000 * cores);
  const rows = [...slices].map(([name, own]): SaturationRow => {
    const [runs, seconds] = [sum(own, 'runs'), sum(own, 'seconds')];
    const cpuMsPerRun = (sum(own, 'busyMs') - otherBusyMs * seconds) / runs;
    return { name, runs, runsPerSecond: runs / seconds, cpuMsPerRun: otherWork > otherWorkAtMost ? null : cpuMsPerRun };
  });
  return { rows, otherWork };
}

function sum(slices: readonly Slice[], part: keyof Slice): number {
  return slices.reduce((total, slice) => total + slice[part], 0);
}

/** Every lane runs one after the other without a pause; what ends within the slice counts. */
async function loaded(contestant: Contestant, lanes: number, sliceMs: number, signal: AbortSignal): Promise<Slice> {
  let runs = 0;
  let isOver = false;
  const lane = async () => {
    while (!isOver) {
      await contestant.run();
      runs += 1;
    }
  };
  const allLanes = Promise.all(Array.from({ length: lanes }, lane));
  const failure = allLanes.then(() => Promise.reject(new Error('The load ended by itself.')));
  try {
    await Promise.race([pause(rampMs, signal), failure]);
    return await Promise.race([measured(() => runs, sliceMs, signal), failure]);
  } finally {
    isOver = true;
    failure.catch(() => undefined);
    await allLanes.catch(() => undefined);
  }
}

async function measured(runs: () => number, sliceMs: number, signal: AbortSignal): Promise<Slice> {
  signal.throwIfAborted();
  const [before, runsBefore, watch] = [await busyMs(), runs(), startStopwatch()];
  await pause(sliceMs, signal);
  signal.throwIfAborted();
  const seconds = watch.elapsedMs() / 1_000;
  return { runs: runs() - runsBefore, seconds, busyMs: (await busyMs()) - before };
}
