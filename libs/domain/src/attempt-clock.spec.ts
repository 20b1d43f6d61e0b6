import { describe, expect, it } from '@jest/globals';
import { deadlineAtStart, extendedDeadline, graceSeconds, phaseAt, runsLeft, runsPerExercise } from './attempt-clock.js';

const start = new Date('2026-03-02T09:00:00.000Z');
const deadline = deadlineAtStart(start, 60, 1);
const running = { deadline, graceSeconds, closedAt: null };

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

describe('the attempt clock', () => {
  it.each([
    [1, '2026-03-02T10:00:00.000Z'],
    [1.25, '2026-03-02T10:15:00.000Z'],
    [1.5, '2026-03-02T10:30:00.000Z'],
    [2, '2026-03-02T11:00:00.000Z'],
  ])('gives 60 minutes with a time factor of %d until %s', (factor, expected) => {
    expect(deadlineAtStart(start, 60, factor)).toEqual(new Date(expected));
  });

  it('accepts until the deadline, then for the grace, then no more', () => {
    expect(phaseAt(running, deadline)).toBe('open');
    expect(phaseAt(running, after(deadline, 1))).toBe('grace');
    expect(phaseAt(running, after(deadline, graceSeconds * 1_000))).toBe('grace');
    expect(phaseAt(running, after(deadline, graceSeconds * 1_000 + 1))).toBe('closed');
  });

  it('stays closed once it was closed, whatever time is left', () => {
    expect(phaseAt({ ...running, closedAt: after(start, 60_000) }, after(start, 120_000))).toBe('closed');
  });

  it('opens again for a request received after the old deadline when time was given', () => {
    const extended = { ...running, deadline: extendedDeadline(deadline, 300) };
    expect(phaseAt(extended, after(deadline, 60_000))).toBe('open');
  });

  it('counts trial runs down to none', () => {
    expect(runsLeft(0)).toBe(runsPerExercise);
    expect(runsLeft(runsPerExercise)).toBe(0);
    expect(runsLeft(runsPerExercise + 1)).toBe(0);
  });
});
