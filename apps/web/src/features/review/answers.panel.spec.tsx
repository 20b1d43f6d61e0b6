import type { ComparedAnswers, ReviewView } from '@assay/contracts';
import { comparedAnswers, routes } from '@assay/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleDiff, sampleForm } from '../../testing/sample-form.js';
import { sampleId, signedIn } from '../../testing/samples.js';

const anchors = { 1: 'Hardly.', 2: 'In part.', 3: 'Well.', 4: 'Best.' };
const finding = (from: number, comment: string) => ({
  file: 'app/deliver.py',
  from,
  to: from,
  category: 'correctness',
  severity: 'major',
  comment,
});
const review = [finding(15, 'Sleeps in the loop.'), finding(13, 'Why eight?')];
const part = (id: string, earned: number, possible: number, remark: string | null = null) => ({ id, earned, possible, remark });

const compared: ComparedAnswers = comparedAnswers.parse({
  group: 'fields',
  title: 'Your diagnosis',
  answers: 'answers.json',
  form: sampleForm,
  fault: null,
  prose: { why: 'Nobody looked.' },
  diffs: { 'change.diff': sampleDiff },
  entries: [
    {
      entry: { id: 'lost', kind: 'number', requirements: ['R1'], points: 2, answer: 1250, tolerance: { absolute: 10 } },
      answer: 900,
      earned: 0,
      possible: 2,
      parts: [part('lost', 0, 2, 'Another answer was right.')],
      findings: [],
    },
    {
      entry: {
        id: 'review',
        kind: 'findings',
        requirements: ['R2'],
        categories: ['correctness', 'security'],
        severities: ['nit', 'major'],
        defects: [
          { id: 'blocks-the-loop', requirements: ['R2'], file: 'app/deliver.py', from: 15, to: 15, categories: ['correctness'] },
          { id: 'never-fails', requirements: ['R2'], file: 'app/deliver.py', from: 16, to: 16, categories: ['correctness'] },
        ],
        decoys: [{ file: 'app/deliver.py', from: 13, to: 13 }],
        restraint: { points: 1, decoy: 1, other: 1 },
      },
      answer: review,
      earned: 1,
      possible: 3,
      parts: [
        part('blocks-the-loop', 1, 1),
        part('never-fails', 0, 1, 'No finding lies here.'),
        part('review', 0, 1, 'Some are false.'),
      ],
      findings: [
        { finding: review[0], outcome: 'found', defect: 'blocks-the-loop' },
        { finding: review[1], outcome: 'decoy', defect: null },
      ],
    },
  ],
});

function view(more: Partial<ReviewView> = {}): ReviewView {
  return {
    id: sampleId(40),
    pseudonym: '7F3',
    state: 'mine',
    dueAt: '2026-11-10T08:00:00Z',
    claimExpiresAt: '2026-11-10T08:30:00Z',
    exercise: { id: sampleId(30), title: 'Three in the morning', code: 'E24', statement: '# Three in the morning\n' },
    rubric: {
      version: 1,
      criteria: [{ id: 'note', title: 'Note', question: 'How good?', competency: 'K2', weight: 1, anchors, examples: anchors }],
    },
    competencies: { K2: 'Language' },
    files: [{ path: 'answers.json', content: '{\n  "lost": 900,\n  "why": "Nobody looked."\n}\n' }],
    answers: [compared],
    grading: { state: 'queued', report: null },
    draft: {},
    draftRevision: 0,
    position: { index: 1, of: 1, next: null },
    mine: [],
    ...more,
  };
}

const desk = (more: Partial<ReviewView> = {}): FakeApi =>
  signedIn(new FakeApi(), ['reviews.rate', 'answer-keys.read'])
    .on(routes.reviews.get, () => view(more))
    .on(routes.reviews.list, () => ({ items: [] }))
    .on(routes.reviews.saveDraft, ({ body }) => ({
      draftRevision: body.draftRevision + 1,
      claimExpiresAt: '2026-11-10T08:45:00Z',
    }));
const address = `/reviews/${sampleId(40)}`;
beforeEach(() => localStorage.clear());

describe('answers beside their key', () => {
  it('come first, entry by entry, with points', async () => {
    renderApp(address, desk());
    const panel = within(await screen.findByRole('region', { name: 'Your diagnosis, with the key' }));
    expect(panel.getByText('1 of 5 points')).toBeTruthy();
    const lost = within(panel.getByRole('region', { name: 'How many orders were lost?' }));
    expect(lost.getByText('900')).toBeTruthy();
    expect(lost.getByText('1250, ± 10')).toBeTruthy();
    expect(lost.getByText('0 of 2 points')).toBeTruthy();
    const why = within(panel.getByRole('region', { name: 'Why did nobody notice?' }));
    expect(why.getByText('Nobody looked.')).toBeTruthy();
    expect(why.getByText('Rated by rubric')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('show found, missed and decoys at their lines of the change', async () => {
    renderApp(address, desk());
    const panel = within(await screen.findByRole('region', { name: 'Review the fix' }));
    expect(panel.getByText('1 of 2 defects found.')).toBeTruthy();
    expect(panel.getByText(/1 defect missed, 1 decoy hit, 0 that name no defect\. Restraint: 0 of 1 point\./)).toBeTruthy();
    expect(panel.getByText('Found: blocks the loop')).toBeTruthy();
    expect(panel.getByText('Missed: never fails')).toBeTruthy();
    expect(panel.getByText('On a decoy: this code is sound')).toBeTruthy();
    expect(panel.getByText('Sleeps in the loop.')).toBeTruthy();
  });

  it('can be cited as the lines of the file', async () => {
    const { user, api } = renderApp(address, desk());
    await user.click(await screen.findByRole('button', { name: 'Cite the answer to Why did nobody notice?' }));
    expect(screen.getByRole('button', { name: /E1 answers\.json 3/ })).toBeTruthy();
    await waitFor(() => expect(api.callsOf(routes.reviews.saveDraft)).toHaveLength(1), { timeout: 3_000 });
  });

  it('are not there for a rater who gets none, and nothing can be cited once the ratings are in', async () => {
    const { unmount } = renderApp(address, desk({ answers: undefined }));
    expect(await screen.findByRole('tab', { name: 'answers.json' })).toBeTruthy();
    expect(screen.queryByRole('tab', { name: 'Your diagnosis' })).toBeNull();
    unmount();
    renderApp(
      address,
      desk({ state: 'submitted' }).on(routes.reviews.others, () => ({ items: [] })),
    );
    await screen.findByRole('region', { name: 'Your diagnosis, with the key' });
    expect(screen.queryByRole('button', { name: /^Cite/ })).toBeNull();
  });
});
