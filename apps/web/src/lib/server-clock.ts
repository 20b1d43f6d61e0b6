/**
 * The server's time in the browser: an offset to a clock that only goes forward, so that a changed computer clock changes
 * nothing. The offset errs by the way of the answer, some milliseconds, to the side of less time.
 */
export class ServerClock {
  private offset = 0;

  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  /** Takes the server's `now` of an answer that has just arrived. */
  observe(serverNow: string): void {
    this.offset = Date.parse(serverNow) - this.monotonic();
  }

  /** Milliseconds since 1970 by the server's clock. */
  now(): number {
    return this.offset + this.monotonic();
  }

  /** Milliseconds until an instant; negative when it is over. */
  until(instant: string): number {
    return Date.parse(instant) - this.now();
  }
}

/** The page's one clock. */
export const serverClock = new ServerClock();

/**
 * Notices that the computer slept or that somebody set its clock: then the monotonic clock may have stood still, and the
 * server must be asked again.
 */
export class SleepDetector {
  private apart: number;

  constructor(
    private readonly wall: () => number = () => Date.now(),
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.apart = this.wall() - this.monotonic();
  }

  /** True once after the two clocks moved apart by more than a second. */
  woke(): boolean {
    const apart = this.wall() - this.monotonic();
    const jumped = Math.abs(apart - this.apart) > 1_000;
    this.apart = apart;
    return jumped;
  }
}
