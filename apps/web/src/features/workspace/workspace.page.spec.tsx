import type { AttemptView, GradingAvailability } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { EditorView } from '@codemirror/view';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { serverClock } from '../../lib/server-clock.js';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import {
  sampleAttempt,
  sampleReceipt,
  sampleReport,
  sampleRevision,
  sampleRun,
  sampleWorkspace,
} from '../../testing/sample-attempt.js';
import { sampleHash, sampleId } from '../../testing/samples.js';

const exerciseId = sampleId(10);

const available: GradingAvailability = {
  state: 'available',
  driver: 'docker',
  assurance: 'production',
  message: 'Ready.',
  command: null,
  progress: null,
};

const unavailable: GradingAvailability = { ...available, state: 'unavailable', command: 'assay provision' };

/** A server that keeps revisions and answers runs and submissions. */
function server(attempt: AttemptView = sampleAttempt()): FakeApi {
  let seq = attempt.workspaces[0]?.latest?.revision.seq ?? 0;
  const api = new FakeApi();
  return api
    .on(routes.attempts.get, () => attempt)
    .on(routes.system.status, () => ({
      version: '0.1.0',
      now: attempt.now,
      grading: available,
    }))
    .on(routes.attempts.saveRevision, ({ params, body }) => {
      seq += 1;
      const id = sampleId(600 + seq);
      return sampleRevision({ id, seq, exerciseId: params.exerciseId, label: body.label ?? null });
    })
    .on(routes.attempts.run, ({ params, body }) => sampleRun({ id: body.clientId, exerciseId: params.exerciseId }))
    .on(routes.attempts.submit, ({ params, body }) => sampleReceipt({ id: body.idempotencyKey, exerciseId: params.exerciseId }));
}

const editor = async (): Promise<EditorView> => {
  const content = await screen.findByRole('textbox', { name: 'app/main.py' });
  const view = EditorView.findFromDOM(content);
  if (!view) {
    throw new Error('The editor is not there.');
  }
  return view;
};
const type = (view: EditorView, text: string): void =>
  act(() => view.dispatch({ changes: { from: view.state.doc.length, insert: text } }));
const bar = () => within(screen.getByRole('banner'));

beforeEach(() => localStorage.clear());

describe('the workspace', () => {
  it('shows task, files, time and save state, and nothing that axe would refuse', async () => {
    renderApp('/attempt', server());
    await editor();
    expect(screen.getByRole('heading', { level: 1, name: 'Senior Python Developer' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Event-ingestion endpoint' })).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'tests/test_visible.py read only' })).toBeTruthy();
    expect(screen.getByRole('timer').textContent).toMatch(/^1:5[78]:\d\d$/);
    expect(bar().getAllByText('Saved').length).toBeGreaterThan(0);
    expect(await axeViolations()).toEqual([]);
  });

  it('saves what is typed, without the locked files', async () => {
    const { api } = renderApp('/attempt', server());
    type(await editor(), '# done\n');
    await waitFor(() => expect(api.callsOf(routes.attempts.saveRevision)).toHaveLength(1), { timeout: 3_000 });
    const body = api.callsOf(routes.attempts.saveRevision)[0]?.body as {
      baseSeq: number;
      files: { path: string; content: string }[];
    };
    expect(body.baseSeq).toBe(0);
    expect(body.files.map(({ path }) => path)).toEqual(['app/main.py', 'app/store.py']);
    expect(body.files[0]?.content).toMatch(/# done\n$/);
  });

  it('runs what was just typed and shows the results that the events bring', async () => {
    const { api, user } = renderApp('/attempt', server());
    type(await editor(), '# now\n');
    await user.click(bar().getByRole('button', { name: 'Run' }));
    await waitFor(() => expect(api.callsOf(routes.attempts.run)).toHaveLength(1));
    expect(api.callsOf(routes.attempts.run)[0]?.body).toMatchObject({ revisionId: sampleId(601) });
    expect(await screen.findByText('Waiting for a sandbox')).toBeTruthy();

    await waitFor(() => expect(api.openStreams).toBe(1));
    const { clientId } = api.callsOf(routes.attempts.run)[0]?.body as { clientId: string };
    const run = sampleRun({ id: clientId, exerciseId, state: 'graded', report: sampleReport() });
    act(() => api.push({ seq: 4, at: run.requestedAt, event: { type: 'run', run } }));
    expect(await within(screen.getByRole('region', { name: 'Results' })).findByText('1 of 3 not passed')).toBeTruthy();
    const detail = within(screen.getByRole('region', { name: /test_last_page_has_no_cursor/ }));
    expect(detail.getByRole('group', { name: 'Expected and actual answer' }).textContent).toContain('"next_cursor": null');
    expect(detail.getByText(/rows=2 last=evt_0007/)).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('says when the sandbox of a run was of development assurance', async () => {
    const report = sampleReport({ assurance: 'development' });
    const lastRun = sampleRun({ exerciseId, state: 'graded', report });
    renderApp('/attempt', server(sampleAttempt({ workspaces: [sampleWorkspace({ lastRun })] })));
    expect(await within(await screen.findByRole('region', { name: 'Results' })).findByText('development assurance')).toBeTruthy();
  });

  it('hands in once for a double click and shows the receipt', async () => {
    const { api, user } = renderApp('/attempt', server());
    await editor();
    await user.dblClick(bar().getByRole('button', { name: 'Submit' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Handed in' }));
    expect(dialog.getByText(sampleHash)).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'Next exercise' })).toBeTruthy();
    const keys = api.callsOf(routes.attempts.submit).map(({ body }) => (body as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBe(sampleId(601));
  });

  it('runs and submits by keyboard out of the editor', async () => {
    const { api, user } = renderApp('/attempt', server());
    const view = await editor();
    act(() => view.focus());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(api.callsOf(routes.attempts.run)).toHaveLength(1));
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await waitFor(() => expect(api.callsOf(routes.attempts.submit)).toHaveLength(1));
  });

  it('calls a stopped machine our fault, and no test failed', async () => {
    const workspace = sampleWorkspace({
      lastRun: sampleRun({ state: 'retrying' }),
      latest: { revision: sampleRevision({ seq: 118 }), files: [{ path: 'app/main.py', content: 'x = 1\n' }] },
    });
    renderApp('/attempt', server(sampleAttempt({ workspaces: [workspace], timeCreditSeconds: 160 })));
    expect(await screen.findByText('Our fault, retrying.')).toBeTruthy();
    expect(screen.getByText('rev 118 · 9f2c41e0')).toBeTruthy();
    expect(screen.getByText('2 min 40 s given back to your clock')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Results' }).textContent).not.toMatch(/failed/i);
    expect(await axeViolations()).toEqual([]);
  });

  it('says what it means when no sandbox answers', async () => {
    const api = server().on(routes.system.status, () => ({
      version: '0.1.0',
      now: sampleAttempt().now,
      grading: unavailable,
    }));
    renderApp('/attempt', api);
    expect(await screen.findByText('Our sandbox is not available right now.')).toBeTruthy();
    expect(screen.queryByText(/assay provision/)).toBeNull();
  });

  it('turns read-only when another device is ahead, and saves on top when the person goes on here', async () => {
    let theirs: AttemptView | null = null;
    const api = server();
    const save = { refuse: true };
    api
      .on(routes.attempts.get, () => theirs ?? sampleAttempt())
      .on(routes.attempts.saveRevision, ({ params, body }) => {
        if (save.refuse) {
          save.refuse = false;
          const latest = { revision: sampleRevision({ seq: 5 }), files: [{ path: 'app/main.py', content: 'theirs\n' }] };
          theirs = sampleAttempt({ workspaces: [sampleWorkspace({ latest })] });
          throw new Refusal(409, 'revision-conflict');
        }
        return sampleRevision({
          id: sampleId(606),
          seq: body.baseSeq + 1,
          exerciseId: params.exerciseId,
          label: body.label ?? null,
        });
      });
    const { user } = renderApp('/attempt', api);
    type(await editor(), '# mine\n');
    expect(await screen.findByText('Read only: open on another device.', {}, { timeout: 3_000 })).toBeTruthy();
    expect(await screen.findByRole('textbox', { name: 'app/main.py, read only' })).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Go on here with this text' }));
    await screen.findByRole('textbox', { name: 'app/main.py' });
    const body = api.callsOf(routes.attempts.saveRevision).at(-1)?.body as {
      baseSeq: number;
      label: string;
      files: { content: string }[];
    };
    expect(body.baseSeq).toBe(5);
    expect(body.label).toMatch(/^Text of this device/);
    expect(body.files[0]?.content).toMatch(/# mine\n$/);
  });

  it('keeps the text and asks for the link when the session ended', async () => {
    const api = server().on(routes.attempts.saveRevision, () => {
      throw new Refusal(401, 'not-signed-in');
    });
    renderApp('/attempt', api);
    type(await editor(), '# kept\n');
    expect(await screen.findByText('Your session ended.', {}, { timeout: 3_000 })).toBeTruthy();
    expect(bar().getAllByText('Sign in to save: nothing lost').length).toBeGreaterThan(0);
    expect((await editor()).state.doc.toString()).toContain('# kept');
  });

  it('shows a live extension at once and says that it was our fault', async () => {
    const { api } = renderApp('/attempt', server());
    await editor();
    await waitFor(() => expect(api.openStreams).toBe(1));
    const deadline = '2026-11-22T12:07:40.000Z';
    const event = { type: 'deadline' as const, deadline, timeCreditSeconds: 160, reason: 'grading stopped' };
    act(() => api.push({ seq: 4, at: deadline, event }));
    expect(await screen.findByText('2 min 40 s given back: the delay was our fault.')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('timer').textContent).toMatch(/^2:00:\d\d$/));
  });

  it('hides the timer, but not in the last minute', async () => {
    const { user } = renderApp('/attempt', server());
    await editor();
    await user.click(screen.getByRole('button', { name: 'Hide the timer' }));
    expect(screen.queryByRole('timer')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show the timer' })).toBeTruthy();
  });

  it('in the last minute always shows the time', async () => {
    renderApp('/attempt', server(sampleAttempt({ deadline: '2026-11-22T10:07:50.000Z' })));
    await editor();
    expect(screen.getByRole('timer').textContent).toMatch(/^0:[45]\d$/);
    expect(screen.queryByRole('button', { name: 'Hide the timer' })).toBeNull();
  });

  it('restores an older state as a new one', async () => {
    const older = sampleRevision({ id: sampleId(70), seq: 1, savedAt: '2026-11-22T10:02:00.000Z' });
    const latest = {
      revision: sampleRevision({ id: sampleId(71), seq: 2 }),
      files: [{ path: 'app/main.py', content: 'new = 2\n' }],
    };
    const api = server(sampleAttempt({ workspaces: [sampleWorkspace({ latest })] }))
      .on(routes.attempts.revisions, () => ({ items: [latest.revision, older] }))
      .on(routes.attempts.revision, () => ({ revision: older, files: [{ path: 'app/main.py', content: 'old = 1\n' }] }));
    const { user } = renderApp('/attempt', api);
    await editor();
    await user.click(screen.getByRole('button', { name: 'History' }));
    const list = within(await screen.findByRole('list', { name: 'Saved states, newest first' }));
    await user.click(list.getByRole('button', { name: /rev 1/ }));
    await user.click(await screen.findByRole('button', { name: 'Restore' }));
    await waitFor(async () => expect((await editor()).state.doc.toString()).toBe('old = 1\n'));
    await waitFor(() => expect(api.callsOf(routes.attempts.saveRevision)).toHaveLength(1), { timeout: 3_000 });
    expect(api.callsOf(routes.attempts.saveRevision)[0]?.body).toMatchObject({
      baseSeq: 2,
      label: expect.stringMatching(/^Restored from/),
    });
  });

  it('ends after one question, with what is saved', async () => {
    const closed = sampleAttempt({ state: 'closed', closed: { at: '2026-11-22T10:08:00.000Z', how: 'handed-in' } });
    const api = server()
      .on(routes.attempts.finish, () => closed)
      .on(routes.attempts.result, () => ({ closedAt: closed.now, exercises: [] }));
    const { user } = renderApp('/attempt', api);
    await editor();
    await user.click(screen.getByRole('button', { name: 'Help and shortcuts' }));
    await user.click(await screen.findByRole('button', { name: 'End the assessment' }));
    expect(api.callsOf(routes.attempts.finish)).toHaveLength(0);
    await user.click(await screen.findByRole('button', { name: 'End and hand in' }));
    expect(await screen.findByRole('heading', { name: 'You are done' })).toBeTruthy();
  });

  it('counts by the server and not by this computer', async () => {
    renderApp('/attempt', server());
    await editor();
    expect(Math.abs(serverClock.until('2026-11-22T12:05:00.000Z') - 118 * 60_000)).toBeLessThan(10_000);
  });
});
