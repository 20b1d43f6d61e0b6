import type { ComparisonView, Estimate, ScoreSource, ScorecardView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleHash, sampleId, signedIn } from '../../testing/samples.js';
import { comparisonCsv } from './comparison.csv.js';
import { estimateWords } from './numbers.js';

const estimate = (score: number, se: number | null): Estimate => ({
  score,
  se,
  low: se === null ? null : Math.max(1, score - 1.96 * se),
  high: se === null ? null : Math.min(4, score + 1.96 * se),
  reason: se === null ? 'too-few-raters' : null,
});
const nothing: Estimate = { score: null, se: null, low: null, high: null, reason: 'no-evidence' };

const exercise = { id: sampleId(30), title: 'Word counter', code: 'E28' };
const tests: ScoreSource = {
  kind: 'tests',
  id: 'order',
  title: 'Order',
  exercise,
  attemptId: sampleId(60),
  submissionId: sampleId(61),
  weight: 3,
  score: 3.2,
  se: null,
  passed: 22,
  total: 30,
  failedCases: [{ id: 'test_order::test_ties', title: 'ties are in order' }],
  ratings: [],
  missing: null,
};
const rated: ScoreSource = {
  ...tests,
  kind: 'criterion',
  id: 'clear-code',
  title: 'Clear code',
  weight: 1,
  score: 3,
  se: 0.2,
  passed: null,
  total: null,
  failedCases: [],
  ratings: [
    {
      criterion: 'clear-code',
      level: 3,
      evidence: [{ kind: 'lines', path: 'solution.py', from: 4, to: 5 }],
      reason: 'one place for each rule',
      rater: { id: sampleId(50), name: 'Marl Esk' },
      at: '2026-11-10T08:00:00Z',
    },
  ],
};

const unsubmitted: ScoreSource = {
  ...tests,
  id: 'live',
  title: 'Waiting for words',
  submissionId: null,
  score: null,
  passed: null,
  total: null,
  failedCases: [],
  missing: 'not-submitted',
};

function card(n: number, name: string | null, overall: Estimate, k2: Estimate): ScorecardView {
  return {
    id: sampleId(200 + n),
    candidate: { id: sampleId(100 + n), name, pseudonym: `7F${String(n)}` },
    loopId: sampleId(6),
    computedAt: '2026-11-10T08:00:00Z',
    inputsHash: sampleHash,
    versions: { role: 7, assessments: [{ title: 'Screen A', version: 1 }], rubrics: [{ exercise: 'word-counter', version: 1 }] },
    overall,
    competencies: [
      { competency: 'K2', weight: 60, estimate: k2, raters: 2, sources: [tests, rated] },
      { competency: 'K3', weight: 40, estimate: nothing, raters: 0, sources: [unsubmitted] },
    ],
    verdicts: [],
  };
}

const view = (names: boolean): ComparisonView => ({
  loop: {
    id: sampleId(6),
    title: 'Senior Python Developer',
    role: { id: sampleId(10), title: 'Senior Python Developer', version: 7 },
  },
  competencies: [
    { id: 'K2', name: 'Language and runtime', shortName: 'Language', weight: 60, expectedLevel: 3 },
    { id: 'K3', name: 'Concurrency', shortName: 'Async', weight: 40, expectedLevel: 3 },
  ],
  candidates: [
    card(1, names ? 'Fen Holm' : null, estimate(2.4, null), estimate(2.4, null)),
    card(2, names ? 'Alder Quill' : null, estimate(3.4, 0.2), estimate(3.2, 0.2)),
    card(3, names ? 'Wren Tarn' : null, estimate(3.35, 0.2), estimate(3.3, 0.2)),
  ],
  pairs: [{ a: sampleId(102), b: sampleId(103), chance: 0.57 }],
});

function comparisonApi(): FakeApi {
  return signedIn(new FakeApi())
    .on(routes.comparison.get, ({ query }) => view(query.names === 'shown'))
    .on(routes.comparison.decisions, () => ({ items: [] }))
    .on(routes.comparison.evidence, ({ query }) => ({
      path: query.path,
      from: query.from,
      lines: ['    return first', '    # the rule'],
    }));
}
const address = `/compare/${sampleId(6)}`;

describe('comparing candidates', () => {
  it('begins with a plain sentence and says who cannot be told apart', async () => {
    renderApp(`${address}?names=shown`, comparisonApi());
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Two candidates are at or above the bar, and cannot be told apart' }),
    ).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Cannot be told apart: Alder Quill, Wren Tarn' })).toBeTruthy();
  });

  it('hides names until they are asked for', async () => {
    const { user } = renderApp(address, comparisonApi());
    expect(await screen.findByText('Candidate 7F2')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Shown' }));
    expect(await screen.findByText('Alder Quill')).toBeTruthy();
  });

  it('shows missing evidence as missing and an unknown range as unknown', async () => {
    renderApp(`${address}?names=shown`, comparisonApi());
    expect(await screen.findByRole('button', { name: 'Fen Holm, Concurrency: no evidence yet. Show evidence' })).toBeTruthy();
    expect(
      screen.getByRole('button', { name: 'Fen Holm, Language and runtime: 2.4, range: cannot tell yet. Show evidence' }),
    ).toBeTruthy();
  });

  it('leads from a score to its cited lines and failed tests', async () => {
    const { user, location } = renderApp(`${address}?names=shown`, comparisonApi());
    await user.click(await screen.findByRole('button', { name: /^Alder Quill, Language/ }));
    const evidence = screen.getByRole('complementary', { name: 'Evidence' });
    expect(within(evidence).getByText('22 of 30')).toBeTruthy();
    expect(within(evidence).getByText('“one place for each rule”')).toBeTruthy();
    expect(await within(evidence).findByText(/solution\.py, lines 4–5/)).toBeTruthy();
    await user.click(within(evidence).getByRole('button', { name: 'Order' }));
    expect(within(evidence).getByText('ties are in order')).toBeTruthy();
    expect(within(evidence).getByText(/the chance that Alder Quill outranks Wren Tarn is 57 in 100/)).toBeTruthy();
    expect(location()).toContain(`cell=${sampleId(102)}.K2`);
  });

  it('moves between cells with the arrow keys', async () => {
    const { user } = renderApp(`${address}?names=shown`, comparisonApi());
    (await screen.findByRole('button', { name: /^Alder Quill, Language/ })).focus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Wren Tarn, Concurrency/ }));
  });

  it('shows the same numbers as a table and as CSV', async () => {
    const { user } = renderApp(`${address}?names=shown`, comparisonApi());
    await user.click(await screen.findByRole('button', { name: /^Table/ }));
    const table = screen.getByRole('region', { name: 'Comparison as a table' });
    expect(within(table).getByText(estimateWords(estimate(3.2, 0.2)))).toBeTruthy();
    const csv = comparisonCsv(view(true), view(true).candidates).split('\r\n');
    expect(csv[0]).toBe('candidate,overall,overall low,overall high,K2,K2 low,K2 high,K3,K3 low,K3 high');
    expect(csv[1]).toBe('Fen Holm,2.4,,,2.4,,,,,');
  });

  it('says of whom verdicts come from a sandbox of development, on the board and in the table', async () => {
    const verdict = {
      exercise: 'Word counter',
      submissionId: sampleId(61),
      verdict: 'accepted',
      state: 'graded',
      score: 1,
    } as const;
    const [first, ...others] = view(true).candidates as [ScorecardView, ...ScorecardView[]];
    const weaker: ScorecardView = { ...first, verdicts: [{ ...verdict, assurance: 'development' }] };
    const sound = others.map((card): ScorecardView => ({ ...card, verdicts: [{ ...verdict, assurance: 'production' }] }));
    const api = comparisonApi().on(routes.comparison.get, () => ({ ...view(true), candidates: [weaker, ...sound] }));
    const { user } = renderApp(`${address}?names=shown`, api);
    expect(await screen.findAllByText('development assurance')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /^Table/ }));
    const row = within(screen.getByRole('region', { name: 'Comparison as a table' })).getByRole('row', { name: /^Fen Holm/ });
    expect(within(row).getByText('development assurance')).toBeTruthy();
  });

  it('records a decision only with a choice and a reason', async () => {
    const api = comparisonApi().on(routes.comparison.decide, ({ body }) => ({
      id: sampleId(300),
      ...body,
      scorecard: { id: body.scorecardId, inputsHash: sampleHash },
      decidedBy: { id: sampleId(1), name: 'Tansy Vale' },
      at: '2026-11-11T08:00:00Z',
    }));
    const { user } = renderApp(`${address}?names=shown&cell=${sampleId(102)}.K2`, api);
    await user.click(await screen.findByRole('button', { name: /^Record a decision/ }));
    await user.click(await screen.findByRole('button', { name: 'Record decision' }));
    expect(screen.getByText('Choose one.')).toBeTruthy();
    expect(api.callsOf(routes.comparison.decide)).toHaveLength(0);
    await user.click(screen.getByRole('radio', { name: 'Move forward' }));
    await user.type(
      screen.getByLabelText('Reason, in your own words'),
      'Clear rules in one place, and the failed ties are easy to mend.',
    );
    await user.click(screen.getByRole('checkbox', { name: /K2 Language/ }));
    await user.click(screen.getByRole('button', { name: 'Record decision' }));
    expect(api.callsOf(routes.comparison.decide)[0]?.body).toMatchObject({
      candidateId: sampleId(102),
      outcome: 'move-forward',
      scorecardId: sampleId(202),
      competencies: ['K2'],
    });
  });

  it('keeps the reason when the numbers changed in the meantime', async () => {
    const api = comparisonApi().on(routes.comparison.decide, () => {
      throw new Refusal(409, 'scorecard-outdated', { detail: 'Read the new numbers, then decide.' });
    });
    const { user } = renderApp(`${address}?cell=${sampleId(102)}.K2`, api);
    await user.click(await screen.findByRole('button', { name: /^Record a decision/ }));
    await user.click(await screen.findByRole('radio', { name: 'Hold: more evidence needed' }));
    const reason = 'More evidence on concurrency is needed before this can be decided.';
    await user.type(screen.getByLabelText('Reason, in your own words'), reason);
    await user.click(screen.getByRole('button', { name: 'Record decision' }));
    expect(await screen.findByText('The numbers changed since you read them.')).toBeTruthy();
    expect(screen.getByDisplayValue(reason)).toBeTruthy();
  });

  it('has no accessibility findings, with the evidence open and as a table', async () => {
    const { user } = renderApp(`${address}?names=shown&cell=${sampleId(102)}.K2`, comparisonApi());
    await screen.findByRole('complementary', { name: 'Evidence' });
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Table/ }));
    expect(await axeViolations()).toEqual([]);
  });
});
