import { describe, expect, it } from '@jest/globals';
import { ServerClock, SleepDetector } from './server-clock.js';

describe('the server clock', () => {
  it('counts from the server, whatever the computer clock says', () => {
    let monotonic = 5_000;
    const clock = new ServerClock(() => monotonic);
    clock.observe('2026-11-22T10:00:00.000Z');
    monotonic += 90_000;
    expect(new Date(clock.now()).toISOString()).toBe('2026-11-22T10:01:30.000Z');
    expect(clock.until('2026-11-22T10:02:00.000Z')).toBe(30_000);
    expect(clock.until('2026-11-22T10:01:00.000Z')).toBe(-30_000);
  });
});

describe('noticing sleep', () => {
  it('sees a lid that was closed for an hour, once', () => {
    let wall = 0;
    let monotonic = 0;
    const detector = new SleepDetector(
      () => wall,
      () => monotonic,
    );
    wall += 1_000;
    monotonic += 1_000;
    expect(detector.woke()).toBe(false);
    wall += 3_600_000;
    expect(detector.woke()).toBe(true);
    expect(detector.woke()).toBe(false);
  });

  it('sees a computer clock that was set back', () => {
    let wall = 10_000_000;
    const detector = new SleepDetector(
      () => wall,
      () => 0,
    );
    wall -= 3_600_000;
    expect(detector.woke()).toBe(true);
  });
});
