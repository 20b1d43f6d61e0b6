import type { AttemptEvent } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { sampleAttempt, sampleReceipt, sampleRun } from '../testing/sample-attempt.js';
import { sampleId } from '../testing/samples.js';
import { newerAttempt, withEvent } from './attempt.js';

const running = sampleAttempt();
const exerciseId = running.workspaces[0]?.id ?? '';
const event = (seq: number, what: AttemptEvent['event']): AttemptEvent => ({ seq, at: running.now, event: what });

describe('events of an attempt', () => {
  it('bring a run to its exercise', () => {
    const run = sampleRun({ exerciseId, state: 'running' });
    const after = withEvent(running, event(5, { type: 'run', run }));
    expect(after.workspaces[0]?.lastRun).toEqual(run);
    expect(after.lastEvent).toBe(5);
  });

  it('change nothing when they come twice', () => {
    const first = withEvent(running, event(5, { type: 'run', run: sampleRun({ exerciseId, state: 'graded' }) }));
    const again = withEvent(first, event(5, { type: 'run', run: sampleRun({ exerciseId, state: 'queued' }) }));
    expect(again).toBe(first);
  });

  it('of an older run do not hide the newer one', () => {
    const newer = sampleRun({ exerciseId, id: sampleId(92), requestedAt: '2026-11-22T10:10:00.000Z' });
    const older = sampleRun({ exerciseId, id: sampleId(91), requestedAt: '2026-11-22T10:05:00.000Z' });
    const first = withEvent(running, event(5, { type: 'run', run: newer }));
    const after = withEvent(first, event(6, { type: 'run', run: older }));
    expect(after.workspaces[0]?.lastRun?.id).toBe(newer.id);
    expect(after.lastEvent).toBe(6);
  });

  it('move the deadline and count what was given back', () => {
    const after = withEvent(
      running,
      event(7, { type: 'deadline', deadline: '2026-11-22T12:00:00.000Z', timeCreditSeconds: 160, reason: 'grading stopped' }),
    );
    expect(after.deadline).toBe('2026-11-22T12:00:00.000Z');
    expect(after.timeCreditSeconds).toBe(160);
  });

  it('tell of a receipt and of the end', () => {
    const receipt = sampleReceipt({ exerciseId });
    const after = [
      event(8, { type: 'submission', receipt }),
      event(9, { type: 'closed', at: '2026-11-22T11:45:00.000Z', how: 'deadline' }),
    ].reduce(withEvent, running);
    expect(after.workspaces[0]?.receipt).toEqual(receipt);
    expect(after.state).toBe('closed');
    expect(after.closed).toEqual({ at: '2026-11-22T11:45:00.000Z', how: 'deadline' });
  });
});

describe('an answer that is older than an event', () => {
  it('does not undo it', () => {
    const known = { ...running, lastEvent: 9 };
    expect(newerAttempt(known, { ...running, lastEvent: 8 })).toBe(known);
    const news = { ...running, lastEvent: 10 };
    expect(newerAttempt(known, news)).toBe(news);
  });

  it('of another attempt is taken', () => {
    const other = { ...running, startedAt: '2026-11-23T10:00:00.000Z', lastEvent: 1 };
    expect(newerAttempt({ ...running, lastEvent: 9 }, other)).toBe(other);
  });
});
