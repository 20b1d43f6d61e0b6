import type { AttemptView, GradingAvailability } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { EditorView } from '@codemirror/view';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axeViolations } from '../../../testing/axe.js';
import { FakeApi } from '../../../testing/fake-api.js';
import { renderApp } from '../../../testing/render-app.js';
import { sampleAttempt, sampleReceipt, sampleReport, sampleRevision, sampleRun } from '../../../testing/sample-attempt.js';
import { sampleFormWorkspace } from '../../../testing/sample-form.js';
import { sampleId } from '../../../testing/samples.js';

const available: GradingAvailability = {
  state: 'available',
  driver: 'docker',
  assurance: 'production',
  message: '',
  command: null,
  progress: null,
};

function server(attempt: AttemptView = sampleAttempt({ workspaces: [sampleFormWorkspace()] })): FakeApi {
  let seq = 0;
  return new FakeApi()
    .on(routes.attempts.get, () => attempt)
    .on(routes.system.status, () => ({
      version: '0.1.0',
      now: attempt.now,
      grading: available,
    }))
    .on(routes.attempts.saveRevision, ({ params }) => {
      seq += 1;
      return sampleRevision({ id: sampleId(600 + seq), seq, exerciseId: params.exerciseId });
    })
    .on(routes.attempts.submit, ({ params, body }) => sampleReceipt({ id: body.idempotencyKey, exerciseId: params.exerciseId }));
}

/** The answers in the newest revision that was saved. */
async function saved(api: FakeApi): Promise<Record<string, unknown>> {
  const before = api.callsOf(routes.attempts.saveRevision).length;
  await waitFor(() => expect(api.callsOf(routes.attempts.saveRevision).length).toBeGreaterThan(before), { timeout: 8_000 });
  const body = api.callsOf(routes.attempts.saveRevision).at(-1)?.body as { files: { path: string; content: string }[] };
  return JSON.parse(body.files.find(({ path }) => path === 'answers.json')?.content ?? '') as Record<string, unknown>;
}

const field = async (label: RegExp) => within(await screen.findByRole('region', { name: label }));
const bar = () => within(screen.getByRole('banner'));
beforeEach(() => localStorage.clear());

describe('a form over the answers file', () => {
  it('is what the exercise begins with, and axe has nothing against it', async () => {
    renderApp('/attempt', server());
    expect(await screen.findByRole('heading', { name: 'Your diagnosis' })).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'Your diagnosis' }).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByText('0 of 9 answered')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('writes every kind of answer into the file, and leaves other members as they are', async () => {
    const { user, api } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('radio', { name: 'Flag 17 at 02:31' }));
    await user.click(screen.getByRole('checkbox', { name: 'Customers in the EU' }));
    await user.type((await field(/orders were lost/)).getByRole('textbox'), '1250');
    await user.type((await field(/set it off/)).getByRole('textbox'), 'pool');
    await user.click(screen.getByRole('button', { name: 'Move down: Start the workers' }));
    expect(screen.getByText('Start the workers: now 2 of 3.')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Best: Measure first' }));
    await user.click(screen.getByRole('radio', { name: 'Worst: Rewrite it' }));
    await user.type((await field(/nobody notice/)).getByRole('textbox'), 'No alert.');
    expect(await saved(api)).toMatchObject({
      'first-bad-change': 'flag-17',
      radius: ['eu'],
      lost: 1250,
      trigger: 'pool',
      recovery: ['stop', 'start', 'drain'],
      'scale-out': { best: 'measure', worst: 'rewrite' },
      review: null,
      alert: null,
      why: 'No alert.',
      kept: 'as it is',
    });
    expect(screen.getByText('7 of 9 answered')).toBeTruthy();
  });

  it('keeps what is no number as it was typed, and says what to write', async () => {
    const { user, api } = renderApp('/attempt', server());
    await screen.findByRole('heading', { name: 'Your diagnosis' });
    await user.type((await field(/orders were lost/)).getByRole('textbox'), '12,5');
    expect(screen.getByText(/with a point for decimals/)).toBeTruthy();
    expect(await saved(api)).toMatchObject({ lost: '12,5' });
  });

  it('takes an answer back', async () => {
    const { user, api } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('radio', { name: 'Flag 17 at 02:31' }));
    await user.click(screen.getByRole('button', { name: 'Clear answer 1' }));
    expect(await saved(api)).toMatchObject({ 'first-bad-change': null });
  });

  it('takes one option for best or worst only', async () => {
    const { user, api } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('radio', { name: 'Best: Measure first' }));
    await user.click(screen.getByRole('radio', { name: 'Worst: Measure first' }));
    expect(await saved(api)).toMatchObject({ 'scale-out': { best: null, worst: 'measure' } });
  });

  it('reviews a change by keyboard: lines, comment, severity, list, edit, delete', async () => {
    const { user, api } = renderApp('/attempt', server());
    const review = await field(/Review the fix/);
    expect(review.getByText('No comment yet')).toBeTruthy();
    await user.click(review.getByRole('button', { name: 'Line 13' }));
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}c');
    await user.keyboard('Hammers the receiver.');
    expect(await axeViolations()).toEqual([]);
    await user.keyboard('{Alt>}2{/Alt}{Control>}{Enter}{/Control}');
    const finding = { file: 'app/deliver.py', from: 13, to: 14, category: 'correctness', severity: 'major' };
    expect(await saved(api)).toMatchObject({ review: [{ ...finding, comment: 'Hammers the receiver.' }] });
    expect(api.callsOf(routes.attempts.run)).toHaveLength(0);
    expect(review.getByText('Your review: 1 comment')).toBeTruthy();

    await user.click(review.getByRole('button', { name: 'Edit comment 1' }));
    await user.selectOptions(review.getByLabelText('Category'), 'Security');
    await user.click(review.getByRole('button', { name: 'Keep changes' }));
    expect(await saved(api)).toMatchObject({ review: [{ category: 'security', from: 13 }] });
    await user.click(review.getByRole('button', { name: 'Delete comment 1' }));
    expect(await saved(api)).toMatchObject({ review: null });
  });

  it('builds an alert rule and says what it does on the given recording', async () => {
    const { user, api } = renderApp('/attempt', server());
    const alert = await field(/Write the alert/);
    await user.click(alert.getByRole('button', { name: 'Add a condition' }));
    expect(alert.getByText(/rule is not complete/)).toBeTruthy();
    await user.type(alert.getByLabelText('this value, in share'), '0.2');
    const minutes = alert.getByLabelText('over the last minutes');
    await user.clear(minutes);
    await user.type(minutes, '1');
    expect(await alert.findByText('Fires first in minute 1, 02:31')).toBeTruthy();
    expect(await saved(api)).toMatchObject({
      alert: { all: [{ signal: 'errors', statistic: 'mean', minutes: 1, comparison: 'above', value: 0.2 }], forMinutes: 0 },
    });
    expect(await axeViolations()).toEqual([]);
  });

  it('says what is unanswered before submitting, leads there, and hands in all the same', async () => {
    const { user, api } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('radio', { name: 'Flag 17 at 02:31' }));
    await user.click(bar().getByRole('button', { name: 'Submit' }));
    const dialog = within(await screen.findByRole('dialog', { name: '8 answers are missing' }));
    expect(api.callsOf(routes.attempts.submit)).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: /3\. How many orders/ }));
    await waitFor(() => expect(document.activeElement?.id).toBe('field-lost'));
    await user.click(bar().getByRole('button', { name: 'Submit' }));
    await user.click(await screen.findByRole('button', { name: 'Submit as it is' }));
    expect(await screen.findByRole('dialog', { name: 'Handed in' })).toBeTruthy();
    expect(api.callsOf(routes.attempts.submit)).toHaveLength(1);
  });

  it('shows a file that it cannot read as text, and the form again once it is right', async () => {
    const files = [{ path: 'answers.json', content: '{"trigger": ' }];
    const latest = { revision: sampleRevision(), files };
    const { user } = renderApp('/attempt', server(sampleAttempt({ workspaces: [sampleFormWorkspace({ latest })] })));
    await user.click(await screen.findByRole('button', { name: 'Put the text right' }));
    const content = await screen.findByRole('textbox', { name: 'answers.json' });
    const view = EditorView.findFromDOM(content);
    act(() => view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: '{"trigger": "pool"}' } }));
    await user.click(screen.getByRole('button', { name: 'As text' }));
    expect(await screen.findByDisplayValue('pool')).toBeTruthy();
  });
});

describe('other surfaces', () => {
  it('show a plan as a table with its dominant node, and SQL in the editor', async () => {
    const { user } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('tab', { name: 'plans/slow.json' }));
    expect(await screen.findByText('Seq Scan on orders takes 90 % of the time.')).toBeTruthy();
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('182\u2009000');
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('tab', { name: 'report.sql' }));
    const sql = await screen.findByRole('textbox', { name: 'report.sql' });
    await waitFor(() => expect(sql.querySelector('.tok-k')?.textContent).toBe('select'));
    await user.click(screen.getByRole('tab', { name: 'change.diff' }));
    expect(await screen.findByRole('region', { name: 'Change of app/deliver.py' })).toBeTruthy();
  });

  it('show a document with outline, words and how it reads', async () => {
    const { user } = renderApp('/attempt', server());
    await user.click(await screen.findByRole('tab', { name: 'RUNBOOK.md' }));
    const outline = within(await screen.findByRole('navigation', { name: 'Outline' }));
    expect(outline.getByText('7 words')).toBeTruthy();
    const view = EditorView.findFromDOM(await screen.findByRole('textbox', { name: 'RUNBOOK.md' }));
    await user.click(outline.getByRole('button', { name: 'Mend' }));
    expect(view?.state.doc.lineAt(view.state.selection.main.head).number).toBe(7);
    act(() => view?.dispatch({ changes: { from: view.state.doc.length, insert: '## After\n' } }));
    expect(await outline.findByRole('button', { name: 'After' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(
      within(screen.getByRole('region', { name: 'RUNBOOK.md, as it reads' })).getByRole('heading', { name: 'After' }),
    ).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('show a plan that a visible test printed', async () => {
    const stdout =
      'rows=3\nplan report [{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Actual Total Time": 4, "Plan Rows": 1}}]\n';
    const report = sampleReport();
    const lastRun = sampleRun({ state: 'graded', report: { ...report, cases: report.cases.map((one) => ({ ...one, stdout })) } });
    renderApp('/attempt', server(sampleAttempt({ workspaces: [sampleFormWorkspace({ lastRun })] })));
    expect(await screen.findByRole('heading', { name: 'Plan report' })).toBeTruthy();
    expect(screen.getByText('Your output (1 line)')).toBeTruthy();
    expect(screen.getByText('rows=3')).toBeTruthy();
  });
});
