import { setImmediate } from 'node:timers/promises';
import type { Grader, PairKind } from './sandbox.pair.js';
import { disposeGrader, SandboxPair } from './sandbox.pair.js';
import type { SandboxDriver } from './sandbox.port.js';
import { TestCompiler } from './test.compiler.js';

export interface PoolOptions {
  /** Pairs of each kind that are kept ready. 0: every pair is started when it is asked for. */
  size: number;
  /** Pairs that are started at the same time. */
  startsAtOnce: number;
  /** A pair that waited for so long is ended; so is a kind that nobody asked for so long. */
  idleMs: number;
  /** Gradings of one exercise that a grader sandbox serves before it is replaced. */
  gradingsPerGrader: number;
  /**
   * Whether pairs are started before anybody asks for them, one of them at least for an exercise that was not seen yet. Without it only
   * the pairs of grader sandboxes that serve on are kept ready: right for many gradings of one exercise for which nobody waits.
   */
  ahead: boolean;
}

export const defaultPoolOptions: PoolOptions = {
  size: 2,
  startsAtOnce: 1,
  idleMs: 600_000,
  gradingsPerGrader: 100,
  ahead: true,
};

/** What the pool did since it was opened. Times are in milliseconds. */
export interface PoolMetrics {
  /** Pairs that were ready when they were asked for, and those that had to be waited for. */
  hits: number;
  misses: number;
  /** Pairs that are ready now, and those being started. */
  ready: number;
  starting: number;
  /** Of all pairs started so far. */
  warmUps: { count: number; totalMs: number; slowestMs: number };
  /** How long the oldest pair that is ready has waited. */
  oldestMs: number;
  /** Gradings that a grader sandbox served after its first. */
  reused: number;
}

/** Longest run that the contracts allow, with what comes before and after. */
const longestRunMs = 720_000;
/** Kinds kept ready at the same time; the one asked for longest ago gives way. */
const kindsAtMost = 4;
/** A pair that replaces one is started only when the run that took it is likely to be over, or is. */
const refillAfterMs = 500;

interface Waiting {
  binding: string;
  resolve: (pair: PooledPair) => void;
  reject: (error: unknown) => void;
}

/** A pair on the shelf. Once tests were in its grader sandbox, it serves that exercise alone: its binding. */
interface Shelved {
  pair: SandboxPair;
  binding: string | null;
  since: number;
  served: number;
}

/** A grader sandbox after so many gradings of the exercise that it is bound to. */
interface UsedGrader {
  grader: Grader;
  binding: string;
  served: number;
}

interface Shelf {
  kind: PairKind;
  ready: Shelved[];
  starting: number;
  /** Those being started whose grader sandbox has served before. */
  returning: number;
  waiting: Waiting[];
  usedAt: number;
}

/** A pair on loan. Whoever took it must `release` it, and says whether the run went as it should. */
export interface PooledPair {
  pair: SandboxPair;
  /** Whether it was ready when it was asked for. */
  hit: boolean;
  /** The submission sandbox ends now; the grader sandbox serves on if the run was clean. */
  release: (clean: boolean) => void;
}

/**
 * Pairs of sandboxes that are started before there is work for them. A submission sandbox is never used twice. A grader sandbox,
 * where no candidate code runs, may serve further gradings of the same exercise.
 */
export class SandboxPool {
  readonly #shelves = new Map<string, Shelf>();
  readonly #options: PoolOptions;
  #sweeping: NodeJS.Timeout | undefined;
  readonly #counts = { hits: 0, misses: 0, reused: 0, warmUps: { count: 0, totalMs: 0, slowestMs: 0 } };
  /** Pairs being started and taken back. */
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;
  /** Compiled tests; without pairs kept ready there is nothing that they could make faster. */
  readonly compiler: TestCompiler | undefined;

  constructor(
    readonly driver: SandboxDriver,
    options: Partial<PoolOptions> = {},
  ) {
    this.#options = { ...defaultPoolOptions, ...options };
    this.compiler = this.#options.size > 0 ? new TestCompiler(driver) : undefined;
    if (this.#options.size === 0) return;
    this.#sweeping = setInterval(() => {
      this.#sweep();
    }, this.#options.idleMs / 10).unref();
  }

  get metrics(): PoolMetrics {
    const shelves = [...this.#shelves.values()];
    const ready = shelves.flatMap((shelf) => shelf.ready);
    const oldest = Math.min(Date.now(), ...ready.map(({ since }) => since));
    return {
      ...structuredClone(this.#counts),
      ready: ready.length,
      starting: shelves.reduce((sum, { starting }) => sum + starting, 0),
      oldestMs: Date.now() - oldest,
    };
  }

  /** Begins to keep pairs of this kind ready. */
  warm(kind: PairKind): void {
    this.#refill(this.#shelf(kind));
  }

  /**
   * A pair of this kind, at once if one is ready.
   *
   * @param binding what its tests belong to; a grader sandbox never sees tests of two bindings
   * @throws SandboxError when none can be started
   */
  take(kind: PairKind, binding: string): Promise<PooledPair> {
    const shelf = this.#shelf(kind);
    this.#dropDead(shelf);
    const found = bestFor(shelf.ready, binding);
    if (found !== undefined) {
      shelf.ready.splice(shelf.ready.indexOf(found), 1);
      this.#counts.hits += 1;
      this.#refillLater(shelf);
      return Promise.resolve(this.#lend(shelf, found, binding, true));
    }
    this.#counts.misses += 1;
    return new Promise((resolve, reject) => {
      shelf.waiting.push({ binding, resolve, reject });
      if (shelf.starting < shelf.waiting.length) this.#start(shelf);
    });
  }

  /** Ends every pair that waits, and those still being started. Pairs on loan are ended by their release. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweeping);
    for (const shelf of this.#shelves.values()) this.#clear(shelf);
    await Promise.all(this.#underWay);
  }

  #shelf(kind: PairKind): Shelf {
    const key = JSON.stringify([
      kind.image,
      kind.memoryMb,
      kind.pids,
      kind.tmpMb,
      kind.preload,
      kind.graderPreload,
      kind.isCalled,
    ]);
    const shelf = this.#shelves.get(key) ?? { kind, ready: [], starting: 0, returning: 0, waiting: [], usedAt: 0 };
    shelf.usedAt = Date.now();
    this.#shelves.set(key, shelf);
    if (this.#shelves.size > kindsAtMost) this.#dropOldestShelf(shelf);
    return shelf;
  }

  #dropOldestShelf(spared: Shelf): void {
    const idle = [...this.#shelves].filter(([, shelf]) => shelf !== spared && shelf.waiting.length === 0);
    const [oldest] = idle.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest === undefined) return;
    this.#shelves.delete(oldest[0]);
    this.#clear(oldest[1]);
  }

  #lend(shelf: Shelf, shelved: Shelved, binding: string, hit: boolean): PooledPair {
    const { pair } = shelved;
    let released = false;
    return {
      pair,
      hit,
      release: (clean) => {
        if (released) return;
        released = true;
        const takenBack = setImmediate().then(() => {
          void pair.submission.dispose();
          this.#takeBack(shelf, { grader: pair.grader, binding, served: shelved.served + 1 }, clean);
        });
        // Whoever waits for the run's result shall not wait for what becomes of its sandboxes.
        this.#follow(takenBack);
      },
    };
  }

  /** A close waits for it. */
  #follow(work: Promise<void>): void {
    const followed = work.finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }

  #takeBack(shelf: Shelf, used: UsedGrader, clean: boolean): void {
    const goesOn = clean && !used.grader.link.closed && this.#mayServeOn(shelf, used);
    if (goesOn) this.#start(shelf, used);
    else disposeGrader(used.grader);
    this.#refill(shelf);
  }

  /** One pair of those started ahead stays free for an exercise that was not seen yet, unless somebody waits. */
  #mayServeOn(shelf: Shelf, { grader, served }: UsedGrader): boolean {
    const { size, gradingsPerGrader, idleMs, ahead } = this.#options;
    if (this.#closed || size === 0 || served >= gradingsPerGrader || Date.now() - grader.startedAt > idleMs) return false;
    const bound = shelf.returning + shelf.ready.filter(({ binding }) => binding !== null).length;
    return shelf.waiting.length > 0 || bound < (ahead ? Math.max(1, size - 1) : size);
  }

  #refillLater(shelf: Shelf): void {
    setTimeout(() => {
      this.#refill(shelf);
    }, refillAfterMs).unref();
  }

  #refill(shelf: Shelf): void {
    const isKept = [...this.#shelves.values()].includes(shelf);
    while (!this.#closed && isKept && this.#wants(shelf)) this.#start(shelf);
  }

  #wants({ ready, starting }: Shelf): boolean {
    const { ahead, startsAtOnce, size } = this.#options;
    return ahead && starting < startsAtOnce && ready.length + starting < size;
  }

  #start(shelf: Shelf, kept?: UsedGrader): void {
    const returning = kept === undefined ? 0 : 1;
    shelf.starting += 1;
    shelf.returning += returning;
    this.#counts.reused += returning;
    const start = SandboxPair.start(this.driver, shelf.kind, this.#options.idleMs + longestRunMs, kept?.grader).then(
      (pair) => {
        shelf.returning -= returning;
        this.#arrived(shelf, { pair, binding: kept?.binding ?? null, since: Date.now(), served: kept?.served ?? 0 });
      },
      (error: unknown) => {
        shelf.returning -= returning;
        shelf.starting -= 1;
        // Whoever waits does not pay for a grader that did not come back from its last grading.
        if (kept !== undefined && !this.#closed) this.#start(shelf);
        else shelf.waiting.shift()?.reject(error);
      },
    );
    this.#follow(start);
  }

  #arrived(shelf: Shelf, shelved: Shelved): void {
    shelf.starting -= 1;
    const { warmUps } = this.#counts;
    warmUps.count += 1;
    warmUps.totalMs += shelved.pair.warmUpMs;
    warmUps.slowestMs = Math.max(warmUps.slowestMs, shelved.pair.warmUpMs);
    const waiting = shelf.waiting.find(({ binding }) => shelved.binding === null || shelved.binding === binding);
    if (waiting !== undefined) {
      shelf.waiting.splice(shelf.waiting.indexOf(waiting), 1);
      waiting.resolve(this.#lend(shelf, shelved, waiting.binding, false));
    } else if (this.#closed || ![...this.#shelves.values()].includes(shelf)) {
      shelved.pair.dispose();
    } else {
      shelf.ready.push(shelved);
      this.#refill(shelf);
    }
    if (shelf.starting < shelf.waiting.length) this.#start(shelf);
  }

  #dropDead(shelf: Shelf): void {
    for (const shelved of shelf.ready.filter(({ pair }) => !pair.isAlive)) this.#drop(shelf, shelved);
  }

  #drop(shelf: Shelf, shelved: Shelved): void {
    shelf.ready.splice(shelf.ready.indexOf(shelved), 1);
    shelved.pair.dispose();
  }

  #clear(shelf: Shelf): void {
    for (const shelved of [...shelf.ready]) this.#drop(shelf, shelved);
  }

  /** What waited too long is ended, and replaced where its kind is still asked for. */
  #sweep(): void {
    const since = Date.now() - this.#options.idleMs;
    for (const [key, shelf] of [...this.#shelves]) {
      this.#dropDead(shelf);
      for (const shelved of shelf.ready.filter((other) => other.since < since || other.pair.grader.startedAt < since)) {
        this.#drop(shelf, shelved);
      }
      if (shelf.usedAt < since && shelf.waiting.length === 0 && this.#shelves.size > 1) {
        this.#shelves.delete(key);
        this.#clear(shelf);
      } else {
        this.#refill(shelf);
      }
    }
  }
}

/** One that has served this exercise before is best: its tests are compiled there. */
function bestFor(ready: readonly Shelved[], binding: string): Shelved | undefined {
  return ready.find((shelved) => shelved.binding === binding) ?? ready.find((shelved) => shelved.binding === null);
}
