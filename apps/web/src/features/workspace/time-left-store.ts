import { announcement, givenBack } from './time-left.js';

export interface TimeLeftView {
  /** Whole seconds until the deadline, rounded up; 0 when it is over. */
  seconds: number;
  /** The last thing that was said aloud. */
  said: string;
}

interface Clock {
  until: (instant: string) => number;
}

/** Ticks once a second while somebody looks, and knows what to announce. */
export class TimeLeftStore {
  private view: TimeLeftView;
  private leftMs: number;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private deadline: string,
    private readonly startedAt: string,
    private creditSeconds: number,
  ) {
    this.leftMs = clock.until(deadline);
    this.view = { seconds: this.wholeSeconds(), said: '' };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= this.nextTick();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0 && this.timer) {
        clearTimeout(this.timer);
        this.timer = null;
      }
    };
  };

  readonly snapshot = (): TimeLeftView => this.view;

  /** The deadline as the server says it now. */
  moved(deadline: string, creditSeconds: number): void {
    const moreMs = Date.parse(deadline) - Date.parse(this.deadline);
    const said = givenBack(this.creditSeconds, creditSeconds, moreMs);
    this.deadline = deadline;
    this.creditSeconds = creditSeconds;
    this.leftMs = this.clock.until(deadline);
    this.show(said);
  }

  private tick(): void {
    const before = this.leftMs;
    this.leftMs = this.clock.until(this.deadline);
    this.show(announcement(before, this.leftMs, Date.parse(this.deadline) - Date.parse(this.startedAt)));
    this.timer = this.nextTick();
  }

  private show(said: string | null): void {
    const next = { seconds: this.wholeSeconds(), said: said ?? this.view.said };
    if (next.seconds !== this.view.seconds || next.said !== this.view.said) {
      this.view = next;
      this.listeners.forEach((listener) => listener());
    }
  }

  private wholeSeconds(): number {
    return Math.max(0, Math.ceil(this.leftMs / 1_000));
  }

  /** Just after the next full second, so that the display never skips one. */
  private nextTick(): ReturnType<typeof setTimeout> {
    const untilFull = ((this.leftMs % 1_000) + 1_000) % 1_000;
    return setTimeout(() => this.tick(), untilFull + 5);
  }
}
