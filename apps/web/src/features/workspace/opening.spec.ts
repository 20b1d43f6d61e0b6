import { describe, expect, it } from '@jest/globals';
import type { DeviceCopy } from '../../lib/device-store.js';
import { sampleRevision, sampleWorkspace } from '../../testing/sample-attempt.js';
import { openExercise } from './opening.js';
import { hasUnsaved } from './save-state.js';

const files = (content: string) => [{ path: 'app/main.py', content }];
const onServer = (seq: number, content: string) =>
  sampleWorkspace({ latest: { revision: sampleRevision({ seq }), files: files(content) } });
const copy = (more: Partial<DeviceCopy>): DeviceCopy => ({ baseSeq: 2, files: files('mine'), draft: null, ...more });

describe('opening an exercise', () => {
  it('starts from the starter files when nothing is anywhere', () => {
    const { files: shown, state } = openExercise(sampleWorkspace(), null, 0);
    expect(shown).toBeNull();
    expect(hasUnsaved(state)).toBe(false);
  });

  it('shows what the server has', () => {
    const { files: shown, state } = openExercise(onServer(2, 'saved'), null, 0);
    expect(shown).toEqual(files('saved'));
    expect(state.base?.seq).toBe(2);
  });

  it('goes on with unsent text of this device', () => {
    const { files: shown, state } = openExercise(onServer(2, 'saved'), copy({}), 0);
    expect(shown).toEqual(files('mine'));
    expect(hasUnsaved(state)).toBe(true);
    expect(state.trouble).toBeNull();
  });

  it('sends an unanswered save again as it was', () => {
    const draft = { clientId: 'c', baseSeq: 2, files: files('mine'), edits: 7 };
    const { state } = openExercise(onServer(2, 'saved'), copy({ draft }), 0);
    expect(state.draft).toEqual({ ...draft, edits: 1 });
  });

  it('goes on after an unanswered save that did arrive', () => {
    const draft = { clientId: 'c', baseSeq: 2, files: files('arrived'), edits: 7 };
    const { files: shown, state } = openExercise(onServer(3, 'arrived'), copy({ draft, files: files('arrived, and more') }), 0);
    expect(shown).toEqual(files('arrived, and more'));
    expect(state.trouble).toBeNull();
    expect(state.base?.seq).toBe(3);
  });

  it('forgets a copy that the server has word for word', () => {
    const { state } = openExercise(onServer(3, 'mine'), copy({}), 0);
    expect(hasUnsaved(state)).toBe(false);
  });

  it('asks the person when another device saved something newer', () => {
    const { files: shown, state } = openExercise(onServer(5, 'theirs'), copy({}), 0);
    expect(shown).toEqual(files('mine'));
    expect(state.trouble).toEqual({ kind: 'conflict' });
  });
});
