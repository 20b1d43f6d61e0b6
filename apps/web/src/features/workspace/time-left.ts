import { count, duration } from '../../lib/time.js';

const minute = 60_000;

/** In the last minute the timer cannot be hidden. */
export const lastMinuteMs = minute;

/**
 * What to say aloud when the time left went from `before` to `now` (ms), or null. Half of the total, 10, 5 and 1 minutes are
 * announced, each once, and of several passed at once (the computer slept) only the last.
 */
export function announcement(before: number, now: number, total: number): string | null {
  const marks = [total / 2, 10 * minute, 5 * minute, minute].filter((mark) => mark <= total / 2);
  const passed = marks.filter((mark) => before > mark && now <= mark && now > 0);
  const nearest = passed.toSorted((a, b) => a - b)[0];
  if (nearest === undefined) {
    return null;
  }
  const half = nearest === total / 2 ? 'Half of the time is left: ' : '';
  const left = nearest % minute === 0 ? count(nearest / minute, 'minute') : duration(nearest);
  return `${half}${left}${half ? '.' : ' left.'}`;
}

/** What to say when the deadline moved. */
export function givenBack(beforeSeconds: number, nowSeconds: number, moreMs: number): string | null {
  if (nowSeconds > beforeSeconds) {
    return `${duration((nowSeconds - beforeSeconds) * 1_000)} given back: the delay was our fault.`;
  }
  return moreMs > 0 ? `${duration(moreMs)} more time was given to you.` : null;
}
