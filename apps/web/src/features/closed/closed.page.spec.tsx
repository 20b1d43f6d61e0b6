import { routes } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleAttempt, sampleReceipt, sampleReport, sampleWorkspace } from '../../testing/sample-attempt.js';
import { sampleId } from '../../testing/samples.js';

const receipt = sampleReceipt({ automatic: true, state: 'graded' });
const workspaces = [sampleWorkspace({ receipt }), sampleWorkspace({ id: sampleId(11), title: 'Word counter' })];
const closed = sampleAttempt({ state: 'closed', closed: { at: '2026-11-22T12:05:00.000Z', how: 'deadline' }, workspaces });
const [exercise] = closed.exercises;

function server(report: ReturnType<typeof sampleReport>): FakeApi {
  return new FakeApi()
    .on(routes.attempts.get, () => closed)
    .on(routes.attempts.result, () => ({ closedAt: closed.now, exercises: exercise ? [{ exercise, receipt, report }] : [] }));
}

describe('after the end', () => {
  it('shows what was handed in, by whom, and the groups that the assessment discloses', async () => {
    const groups = [
      { title: 'Write side', passed: true },
      { title: 'Read side', passed: false },
    ];
    renderApp('/attempt', server(sampleReport({ groups, cases: [] })));
    expect(await screen.findByRole('heading', { name: 'The time is over' })).toBeTruthy();
    const card = within(screen.getByRole('region', { name: 'Event-ingestion endpoint' }));
    expect(card.getByText(receipt.id)).toBeTruthy();
    expect(card.getByText(/handed in for you at the end/)).toBeTruthy();
    const list = within(await card.findByRole('list', { name: 'Groups of tests' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Write sideAll passed',
      'Read sideNot all passed',
    ]);
    expect(within(screen.getByRole('region', { name: 'Word counter' })).getByText('Nothing handed in')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('says when the sandbox was of development assurance', async () => {
    const groups = [{ title: 'Write side', passed: true }];
    renderApp('/attempt', server(sampleReport({ groups, cases: [], assurance: 'development' })));
    expect(await screen.findByText('development assurance')).toBeTruthy();
  });

  it('calls a grading that did not finish our fault', async () => {
    renderApp('/attempt', server(sampleReport({ verdict: 'judge-error', groups: [], cases: [] })));
    expect(await screen.findByText(/Our fault: grading did not finish/)).toBeTruthy();
  });
});
