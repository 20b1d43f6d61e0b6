import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TimeLeftStore } from './time-left-store.js';

const start = Date.UTC(2026, 10, 22, 10, 0);
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();

describe('the time left', () => {
  beforeEach(() => void jest.useFakeTimers({ now: start }));
  afterEach(() => void jest.useRealTimers());

  const open = (): { store: TimeLeftStore; heard: string[]; stop: () => void } => {
    const store = new TimeLeftStore({ until: (instant) => Date.parse(instant) - Date.now() }, at(20), at(0), 0);
    const heard: string[] = [];
    const stop = store.subscribe(() => {
      const { said } = store.snapshot();
      if (said && heard.at(-1) !== said) {
        heard.push(said);
      }
    });
    return { store, heard, stop };
  };

  it('counts every second down to zero and announces half, five and one minute', () => {
    const { store, heard } = open();
    jest.advanceTimersByTime(61_100);
    expect(store.snapshot().seconds).toBe(20 * 60 - 61);
    jest.advanceTimersByTime(19 * 60_000);
    expect(store.snapshot().seconds).toBe(0);
    expect(heard).toEqual(['Half of the time is left: 10 minutes.', '5 minutes left.', '1 minute left.']);
  });

  it('moves with an extension at once and says why', () => {
    const { store, heard } = open();
    jest.advanceTimersByTime(60_000);
    store.moved(at(22), 120);
    expect(store.snapshot().seconds).toBe(21 * 60);
    expect(heard).toEqual(['2 min given back: the delay was our fault.']);
  });

  it('stops its clockwork when nobody looks', () => {
    const { stop } = open();
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
