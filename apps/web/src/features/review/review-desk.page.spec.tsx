import type { GradingReport, ReviewView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleHash, sampleId, signedIn } from '../../testing/samples.js';

const anchors = { 1: 'Hardly works.', 2: 'Works for the common case.', 3: 'Works and reads well.', 4: 'Sets an example.' };
const criterion = (id: string, title: string) => ({
  id,
  title,
  question: `How good is ${title.toLowerCase()}?`,
  competency: 'K2',
  weight: 2,
  anchors,
  examples: anchors,
});

const report: GradingReport = {
  exercise: { id: sampleId(30), slug: 'word-counter', version: 1, packageHash: sampleHash },
  filesHash: sampleHash,
  runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: 'abc' },
  verdict: 'partial',
  score: 0.5,
  groups: [{ id: 'order', title: 'Order', harness: 'call', visibility: 'hidden', weight: 10, passed: 1, total: 2 }],
  cases: [
    {
      id: 'test_order::test_short_lists',
      group: 'order',
      outcome: 'passed',
      requirements: ['R1'],
      message: null,
      expected: null,
      actual: null,
      stdout: null,
      durationMs: 2,
    },
    {
      id: 'test_order::test_ties',
      group: 'order',
      outcome: 'failed',
      requirements: ['R2'],
      message: 'ties came in another order',
      expected: null,
      actual: null,
      stdout: null,
      durationMs: 2,
    },
  ],
  limitsHit: [],
  usage: { cpuMs: 10, wallMs: 20, peakMemoryMb: 20 },
  fault: null,
};

function review(state: ReviewView['state'], part: Partial<ReviewView> = {}): ReviewView {
  return {
    id: sampleId(40),
    pseudonym: '7F3',
    state,
    dueAt: '2026-11-10T08:00:00Z',
    claimExpiresAt: state === 'mine' ? '2026-11-10T08:30:00Z' : null,
    exercise: { id: sampleId(30), title: 'Word counter', code: 'E28', statement: '# Word counter\n\nCount words.' },
    rubric: { version: 3, criteria: [criterion('clear-code', 'Clear code'), criterion('own-tests', 'Own tests')] },
    competencies: { K2: 'Language' },
    files: [
      { path: 'solution.py', content: 'def top_words(text, n):\n    return sorted(text)\n' },
      { path: 'test_solution.py', content: 'def test_it():\n    assert True\n' },
    ],
    grading: { state: 'graded', report },
    draft: {},
    draftRevision: 0,
    position: { index: 1, of: 3, next: sampleId(41) },
    mine: [],
    ...part,
  };
}

function deskApi(state: ReviewView['state'], part: Partial<ReviewView> = {}): FakeApi {
  return signedIn(new FakeApi(), ['reviews.rate'])
    .on(routes.reviews.get, () => review(state, part))
    .on(routes.reviews.list, () => ({ items: [] }))
    .on(routes.reviews.others, () => ({ items: [] }))
    .on(routes.reviews.saveDraft, ({ body }) => ({
      draftRevision: body.draftRevision + 1,
      claimExpiresAt: '2026-11-10T08:45:00Z',
    }));
}

const address = `/reviews/${sampleId(40)}`;
beforeEach(() => localStorage.clear());

describe('the review desk', () => {
  it('rates by keyboard: level, cited lines, next criterion', async () => {
    const { user, api } = renderApp(address, deskApi('mine'));
    await user.click(await screen.findByRole('button', { name: 'Line 1' }));
    await user.keyboard('3e');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Level 3: Senior bar/ }).checked).toBe(true);
    expect(screen.getByRole('button', { name: /E1 solution\.py 1/ })).toBeTruthy();
    await user.keyboard('j');
    expect(screen.getByRole('radiogroup', { name: 'Level for Own tests' })).toBeTruthy();
    await waitFor(() => expect(api.callsOf(routes.reviews.saveDraft)).toHaveLength(1), { timeout: 3_000 });
    expect(api.callsOf(routes.reviews.saveDraft)[0]?.body).toMatchObject({
      draft: { 'clear-code': { level: 3, evidence: [{ kind: 'lines', path: 'solution.py', from: 1, to: 1 }] } },
    });
  });

  it('says what a rating still lacks, and hands in only complete ones', async () => {
    const { user, api } = renderApp(address, deskApi('mine'));
    await user.click(await screen.findByRole('radio', { name: /Level 4/ }));
    expect(screen.getByText(/Level 4 needs evidence/)).toBeTruthy();
    const submit = screen.getByRole('button', { name: 'Submit ratings' });
    expect(submit.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('2 left')).toBeTruthy();
    await user.click(submit);
    expect(api.callsOf(routes.reviews.submit)).toHaveLength(0);
  });

  it('cites a failed test as evidence', async () => {
    const { user } = renderApp(address, deskApi('mine'));
    await user.click(await screen.findByRole('button', { name: 'Cite ties' }));
    expect(screen.getByRole('button', { name: /E1 test: ties/ })).toBeTruthy();
    expect(screen.getByText('1 of 2 passed')).toBeTruthy();
  });

  it('writes a note at a line and cites it', async () => {
    const { user } = renderApp(address, deskApi('mine'));
    await user.click(await screen.findByRole('button', { name: 'Line 2' }));
    await user.keyboard('c');
    await user.type(screen.getByLabelText('Note at line 2'), 'sorts letters, not words');
    await user.click(screen.getByRole('button', { name: 'Add as evidence' }));
    expect(screen.getByText('Your note, line 2')).toBeTruthy();
    expect(screen.getByRole('button', { name: /E1 note, solution\.py 2/ })).toBeTruthy();
  });

  it('brings back a draft that a crash left on this device', async () => {
    const kept = { revision: 0, draft: { 'clear-code': { level: 2, evidence: [], reason: 'kept words' } } };
    localStorage.setItem(`assay-review-${sampleId(40)}`, JSON.stringify(kept));
    const { api } = renderApp(address, deskApi('mine'));
    expect(await screen.findByDisplayValue('kept words')).toBeTruthy();
    await waitFor(() => expect(api.callsOf(routes.reviews.saveDraft)).toHaveLength(1), { timeout: 3_000 });
  });

  it('hands in complete ratings and then shows what others rated', async () => {
    const complete = { level: 3 as const, evidence: [], reason: 'reads well' };
    const draft = { 'clear-code': complete, 'own-tests': complete };
    const api = deskApi('mine', { draft, draftRevision: 5 })
      .on(routes.reviews.submit, () => review('submitted', { draft }))
      .on(routes.reviews.others, () => ({
        items: [
          {
            criterion: 'clear-code',
            level: 2 as const,
            evidence: [],
            reason: 'hard to follow',
            rater: { id: sampleId(50), name: 'Marl Esk' },
            at: '2026-11-10T08:00:00Z',
          },
        ],
      }));
    const { user } = renderApp(address, api);
    await user.click(await screen.findByRole('button', { name: 'Submit ratings' }));
    expect(await screen.findByText('Marl Esk: level 2')).toBeTruthy();
    expect(api.callsOf(routes.reviews.submit)[0]?.body).toMatchObject({ draftRevision: 5 });
    expect(screen.queryByRole('button', { name: 'Submit ratings' })).toBeNull();
  });

  it('takes an open review before anything can be rated', async () => {
    let taken = false;
    const api = deskApi('open').on(routes.reviews.claim, () => {
      taken = true;
      return review('mine');
    });
    const { user } = renderApp(address, api);
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /Level 3/ })).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Take this review' }));
    await screen.findByRole('button', { name: 'Submit ratings' });
    expect(taken).toBe(true);
  });

  it('says that somebody else was faster', async () => {
    const api = deskApi('open').on(routes.reviews.claim, () => {
      throw new Refusal(409, 'review-taken', { detail: 'Choose another one from the queue.' });
    });
    const { user } = renderApp(address, api);
    await user.click(await screen.findByRole('button', { name: 'Take this review' }));
    expect(await screen.findByText('Somebody else has taken this review.')).toBeTruthy();
  });

  it('tells a grading of ours that failed from failed tests', async () => {
    renderApp(address, deskApi('mine', { grading: { state: 'retrying', report: null } }));
    const tests = await screen.findByRole('region', { name: 'Tests' });
    expect(within(tests).getByText('The tests have not spoken yet.')).toBeTruthy();
    expect(within(tests).queryByText(/failed/i)).toBeNull();
  });

  it('has no accessibility findings', async () => {
    renderApp(address, deskApi('mine'));
    await screen.findByRole('radiogroup', { name: 'Level for Clear code' });
    expect(await axeViolations()).toEqual([]);
  });
});
