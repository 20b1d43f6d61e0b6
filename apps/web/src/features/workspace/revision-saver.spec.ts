import { ApiProblem, ApiUnreachable } from '@assay/api-client';
import type { ProblemCode, RevisionView } from '@assay/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DeviceCopy, Draft } from '../../lib/device-store.js';
import { sampleRevision } from '../../testing/sample-attempt.js';
import { NotSaved, RevisionSaver } from './revision-saver.js';
import { savedAt } from './save-state.js';

/** A server in a few lines: one row per client id, a conflict for a stale base. */
class Server {
  readonly rows: { clientId: string; label: string | undefined; text: string; revision: RevisionView }[] = [];
  refuse: Error | null = null;
  /** The row is written and the answer gets lost. */
  loseAnswer = false;

  readonly send = (draft: Draft): Promise<RevisionView> => {
    if (this.refuse) {
      return Promise.reject(this.refuse);
    }
    const known = this.rows.find(({ clientId }) => clientId === draft.clientId);
    if (known) {
      return Promise.resolve(known.revision);
    }
    if (draft.baseSeq !== this.rows.length) {
      return Promise.reject(problem('revision-conflict'));
    }
    const revision = sampleRevision({ seq: this.rows.length + 1 });
    this.rows.push({ clientId: draft.clientId, label: draft.label, text: draft.files[0]?.content ?? '', revision });
    return this.loseAnswer ? Promise.reject(new ApiUnreachable('lost')) : Promise.resolve(revision);
  };
}

function problem(code: ProblemCode): ApiProblem {
  return new ApiProblem({ type: 'urn:x', title: code, status: 409, code, detail: code, id: 'r' });
}

describe('saving while somebody types', () => {
  let text = '';
  let kept: DeviceCopy | null = null;
  let server: Server;
  let saver: RevisionSaver;

  beforeEach(() => {
    jest.useFakeTimers();
    text = '';
    kept = null;
    server = new Server();
    let ids = 0;
    saver = new RevisionSaver(savedAt(null), {
      collect: () => [{ path: 'solution.py', content: text }],
      send: server.send,
      keep: (copy) => {
        kept = copy;
        return Promise.resolve();
      },
      newId: () => `id-${String((ids += 1))}`,
      now: () => Date.now(),
    });
  });
  afterEach(() => {
    saver.dispose();
    jest.useRealTimers();
  });

  const type = (more: string): void => {
    text += more;
    saver.edited();
  };

  it('is on the server two seconds after the last key, and no longer on the device', async () => {
    type('def f(): ...');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(server.rows.map((row) => row.text)).toEqual(['def f(): ...']);
    expect(kept).toBeNull();
  });

  it('is on the server every five seconds for who never stops', async () => {
    for (let second = 0; second < 10; second += 0.25) {
      type('x');
      await jest.advanceTimersByTimeAsync(250);
    }
    expect(server.rows.length).toBeGreaterThanOrEqual(2);
    expect(server.rows[0]?.text.length).toBeLessThanOrEqual(20);
  });

  it('is on the device within two seconds, before the server has it', async () => {
    server.refuse = new ApiUnreachable('offline');
    type('precious');
    await jest.advanceTimersByTimeAsync(500);
    expect(kept?.files[0]?.content).toBe('precious');
  });

  it('loses nothing over a minute without a line, and is saved within five seconds of its return', async () => {
    type('before ');
    await jest.advanceTimersByTimeAsync(2_000);
    server.refuse = new ApiUnreachable('offline');
    type('during');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.rows).toHaveLength(1);
    server.refuse = null;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(server.rows.at(-1)?.text).toBe('before during');
    expect(kept).toBeNull();
  });

  it('sends a save whose answer was lost again as the same one, so that there is one row and no conflict', async () => {
    server.loseAnswer = true;
    type('once');
    await jest.advanceTimersByTimeAsync(1_500);
    server.loseAnswer = false;
    type(' and more');
    await jest.advanceTimersByTimeAsync(6_000);
    expect(server.rows.map((row) => row.text)).toEqual(['once', 'once and more']);
    expect(saver.snapshot().trouble).toBeNull();
  });

  it('goes on by itself after the session was renewed', async () => {
    server.refuse = problem('not-signed-in');
    type('kept');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(saver.snapshot().trouble?.kind).toBe('signed-out');
    server.refuse = null;
    saver.retry();
    await jest.advanceTimersByTimeAsync(100);
    expect(server.rows.at(-1)?.text).toBe('kept');
  });

  it('answers Run with a revision that holds the last key', async () => {
    type('first');
    await jest.advanceTimersByTimeAsync(2_000);
    type(' last');
    const revision = await saver.flush();
    expect(revision.seq).toBe(2);
    expect(server.rows.at(-1)?.text).toBe('first last');
  });

  it('makes a first revision of the starter files when nothing was typed', async () => {
    text = 'starter';
    const revision = await saver.flush();
    expect(revision.seq).toBe(1);
    expect(await saver.flush()).toBe(revision);
    expect(server.rows).toHaveLength(1);
  });

  it('tells Run at once that the line is down', async () => {
    server.refuse = new ApiUnreachable('offline');
    type('x');
    await expect(saver.flush()).rejects.toEqual(new NotSaved('offline'));
  });

  it('stops for another device and puts this text on top when the person takes over', async () => {
    type('mine');
    server.rows.push({ clientId: 'other', label: undefined, text: 'theirs', revision: sampleRevision({ seq: 1 }) });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(saver.snapshot().trouble?.kind).toBe('conflict');
    expect(kept?.files[0]?.content).toBe('mine');
    await expect(saver.flush()).rejects.toEqual(new NotSaved('conflict'));
    await saver.takeOver(sampleRevision({ seq: 1 }), 'text of this device');
    expect(server.rows.map((row) => [row.text, row.label])).toEqual([
      ['theirs', undefined],
      ['mine', 'text of this device'],
    ]);
  });

  it('keeps on the device what came after the end', async () => {
    server.refuse = problem('attempt-closed');
    type('too late');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(saver.snapshot().trouble?.kind).toBe('closed');
    expect(kept?.files[0]?.content).toBe('too late');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.rows).toHaveLength(0);
  });
});
