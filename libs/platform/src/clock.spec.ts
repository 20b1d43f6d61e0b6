import { describe, expect, it } from '@jest/globals';
import { pause, startStopwatch } from './clock.js';

describe('pause', () => {
  it('ends when the time is over', async () => {
    const watch = startStopwatch();
    await pause(20);
    expect(watch.elapsedMs()).toBeGreaterThan(18);
  });

  it('ends at once when the signal aborts, before or during', async () => {
    const watch = startStopwatch();
    await pause(60_000, AbortSignal.abort());
    const controller = new AbortController();
    const waiting = pause(60_000, controller.signal);
    controller.abort();
    await waiting;
    expect(watch.elapsedMs()).toBeLessThan(5_000);
  });
});
