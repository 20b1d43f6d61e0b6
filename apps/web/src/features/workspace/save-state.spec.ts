import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleRevision } from '../../testing/sample-attempt.js';
import type { SaveState } from './save-state.js';
import {
  acknowledged,
  dueAt,
  edited,
  failed,
  hasUnsaved,
  isLocked,
  phaseOf,
  retryNow,
  savedAt,
  sending,
  takenOver,
} from './save-state.js';

const revision = sampleRevision({ seq: 3 });
const clean = savedAt(revision);
const draftOf = (state: SaveState) => ({ clientId: 'a', baseSeq: 3, files: [], edits: state.edits });

describe('when the next save is due', () => {
  it('is never while nothing was typed', () => {
    expect(dueAt(clean)).toBeNull();
    expect(phaseOf(clean)).toBe('saved');
  });

  it('is a second after typing stops', () => {
    const typed = edited(edited(clean, 10_000), 10_400);
    expect(dueAt(typed)).toBe(11_400);
    expect(phaseOf(typed)).toBe('saving');
  });

  it('is within 4 seconds of the first unsaved key however long somebody types', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 1, maxLength: 200 }), (pauses) => {
        let now = 0;
        let state = clean;
        for (const pause of pauses) {
          state = edited(state, now);
          const due = dueAt(state) ?? Number.NaN;
          expect(due).toBeLessThanOrEqual(4_000);
          expect(due).toBeLessThanOrEqual(now + 2_000);
          now += pause;
        }
      }),
    );
  });
});

describe('a save that is answered', () => {
  it('leaves nothing to do when nothing was typed meanwhile', () => {
    const state = edited(clean, 0);
    const after = acknowledged(sending(state, draftOf(state)), sampleRevision({ seq: 4 }), 1_200);
    expect(hasUnsaved(after)).toBe(false);
    expect(after.base?.seq).toBe(4);
    expect(dueAt(after)).toBeNull();
  });

  it('goes on with what was typed meanwhile', () => {
    const state = edited(clean, 0);
    const during = edited(sending(state, draftOf(state)), 1_100);
    expect(dueAt(during)).toBeNull();
    const after = acknowledged(during, sampleRevision({ seq: 4 }), 1_200);
    expect(hasUnsaved(after)).toBe(true);
    expect(dueAt(after)).toBe(2_100);
  });
});

describe('a save that is not answered', () => {
  it('is kept, tried again after growing pauses, and goes out unchanged', () => {
    const state = edited(clean, 0);
    const draft = draftOf(state);
    const first = failed(sending(state, draft), { kind: 'offline' }, 5_000);
    expect(first.draft).toBe(draft);
    expect(phaseOf(first)).toBe('offline');
    expect(dueAt(first)).toBe(6_000);
    const second = failed(sending(first, draft), { kind: 'offline' }, 6_000);
    expect(dueAt(second)).toBe(8_000);
    const fifth = [1, 2, 3].reduce((was) => failed(was, { kind: 'offline' }, 10_000), second);
    expect(dueAt(fifth)).toBe(15_000);
    expect(dueAt(retryNow(fifth))).toBe(0);
  });

  it('waits as long as a busy server asks', () => {
    const state = failed(sending(edited(clean, 0), draftOf(clean)), { kind: 'unavailable', retryAfterMs: 30_000 }, 1_000);
    expect(dueAt(state)).toBe(31_000);
    expect(phaseOf(state)).toBe('offline');
  });

  it('asks to sign in when the session ended, and goes on by itself afterwards', () => {
    const state = failed(sending(edited(clean, 0), draftOf(clean)), { kind: 'signed-out' }, 0);
    expect(phaseOf(state)).toBe('signed-out');
    expect(dueAt(state)).toBe(1_000);
    expect(isLocked(state)).toBe(false);
  });

  it('waits for the next edit when the files were refused', () => {
    const problem = {
      type: 'urn:x',
      title: 'x',
      status: 422,
      code: 'files-refused' as const,
      detail: 'No.',
      id: 'r',
    };
    const state = failed(sending(edited(clean, 0), draftOf(clean)), { kind: 'refused', problem }, 0);
    expect(dueAt(state)).toBeNull();
    expect(phaseOf(state)).toBe('refused');
    const mended = edited(state, 500);
    expect(phaseOf(mended)).toBe('saving');
    expect(dueAt(mended)).toBe(1_500);
  });
});

describe('another device', () => {
  it('locks the text until the person takes over, and then saves on top of the other text', () => {
    const state = failed(sending(edited(clean, 0), draftOf(clean)), { kind: 'conflict' }, 100);
    expect(isLocked(state)).toBe(true);
    expect(dueAt(state)).toBeNull();
    expect(phaseOf(state)).toBe('conflict');
    const mine = takenOver(state, sampleRevision({ seq: 9 }), 200);
    expect(mine.base?.seq).toBe(9);
    expect(hasUnsaved(mine)).toBe(true);
    expect(dueAt(mine)).not.toBeNull();
  });
});

describe('the end', () => {
  it('locks the text and tries no more', () => {
    const state = failed(edited(clean, 0), { kind: 'closed' }, 100);
    expect(isLocked(state)).toBe(true);
    expect(dueAt(state)).toBeNull();
    expect(hasUnsaved(state)).toBe(true);
  });
});
