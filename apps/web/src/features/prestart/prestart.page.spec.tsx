import { routes } from '@assay/contracts';
import type { GradingAvailability } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleAttempt } from '../../testing/sample-attempt.js';

const available: GradingAvailability = {
  state: 'available',
  driver: 'docker',
  assurance: 'production',
  message: 'Ready.',
  command: null,
  progress: null,
};
const notStarted = sampleAttempt({ state: 'not-started', startedAt: null, deadline: null });

function server(grading: GradingAvailability = available): FakeApi {
  return new FakeApi()
    .on(routes.attempts.get, () => notStarted)
    .on(routes.attempts.open, () => notStarted)
    .on(routes.system.status, () => ({ version: '0.1.0', now: notStarted.now, grading }));
}

describe('before the start', () => {
  it('tells what will be done, the minutes with extra time, the rules and what is recorded', async () => {
    renderApp('/attempt', server());
    expect(await screen.findByRole('heading', { level: 1, name: 'Senior Python Developer' })).toBeTruthy();
    expect(screen.getByText('100 minutes plus your extra time (1.25×)')).toBeTruthy();
    expect(screen.getByText('AI assistants: allowed in exercise 2, not in 1.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'What we record' }).textContent).toContain('12 months');
    expect(await screen.findByText('Sandbox answers')).toBeTruthy();
    expect(await screen.findByText(/^Connection \d+ ms$/)).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('starts only after the rules were ticked', async () => {
    let started = false;
    const api = server()
      .on(routes.attempts.start, () => {
        started = true;
        return sampleAttempt();
      })
      .on(routes.attempts.get, () => (started ? sampleAttempt() : notStarted));
    const { user } = renderApp('/attempt', api);
    const start = await screen.findByRole('button', { name: 'Start, 125 minutes' });
    await user.click(start);
    expect(api.callsOf(routes.attempts.start)).toHaveLength(0);
    await user.click(screen.getByRole('checkbox', { name: /I have read the rules/ }));
    await user.click(start);
    expect(await screen.findByRole('textbox', { name: 'app/main.py' }, { timeout: 5_000 })).toBeTruthy();
  });

  it('says honestly that no sandbox answers', async () => {
    renderApp('/attempt', server({ ...available, state: 'unavailable', command: 'assay provision' }));
    expect(await screen.findByText(/Sandbox not available now, our fault/)).toBeTruthy();
  });
});

describe('the link of an invitation', () => {
  it('leads to the assessment, and the token leaves the address', async () => {
    const { location, api } = renderApp('/i/abcdefghijklmnopqrstuvwxyz', server());
    await waitFor(() => expect(location()).toBe('/attempt'));
    expect(api.callsOf(routes.attempts.open)[0]?.body).toEqual({ token: 'abcdefghijklmnopqrstuvwxyz' });
  });

  it.each([
    ['link-unknown', 404, 'This link does not work'],
    ['link-expired', 410, 'This link has expired'],
    ['link-revoked', 410, 'This link was withdrawn'],
  ] as const)('that is %s says so and what to do', async (code, status, title) => {
    const api = new FakeApi().on(routes.attempts.open, () => {
      throw new Refusal(status, code);
    });
    renderApp('/i/abcdefghijklmnopqrstuvwxyz', api);
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(screen.getByText(/Ask the person who invited you/)).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('is still good when the line is down', async () => {
    const api = new FakeApi();
    api.offline = true;
    renderApp('/i/abcdefghijklmnopqrstuvwxyz', api);
    expect(await screen.findByText(/Your link is still good/)).toBeTruthy();
  });

  it('is asked for when a session is missing', async () => {
    const api = new FakeApi().on(routes.attempts.get, () => {
      throw new Refusal(401, 'not-signed-in');
    });
    renderApp('/attempt', api);
    expect(await screen.findByRole('heading', { name: 'Open the link of your invitation' })).toBeTruthy();
  });
});
