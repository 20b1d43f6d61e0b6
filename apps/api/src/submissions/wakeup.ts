/** A bell for one sleeper: rings that come while it is awake are remembered, so none is lost between looking and sleeping. */
export class Wakeup {
  private rung = false;
  private wake: (() => void) | null = null;

  /** @param over ends every sleep, now and later. */
  constructor(private readonly over: AbortSignal) {
    over.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Sleeps until the next ring, `ms` milliseconds at most; not at all when it rang since the last sleep. */
  async next(ms: number): Promise<void> {
    if (!this.rung && !this.over.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = null;
    }
    this.rung = false;
  }
}
