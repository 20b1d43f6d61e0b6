import { routes } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleSession, signedIn } from '../../testing/samples.js';
import { safeNext } from './sign-in.page.js';

const signedOut = (): FakeApi =>
  new FakeApi().on(routes.auth.me, () => {
    throw new Refusal(401, 'not-signed-in');
  });

describe('signing in', () => {
  it('sends the signed-out visitor of a staff page to sign in and remembers the page', async () => {
    const { location } = renderApp('/?sort=name', signedOut());
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy();
    expect(location()).toBe('/sign-in');
  });

  it('says that email and password do not match at the password, and keeps the email', async () => {
    const api = signedOut().on(routes.auth.signIn, () => {
      throw new Refusal(401, 'wrong-credentials', { detail: 'Email and password do not match. 4 tries left.' });
    });
    const { user } = renderApp('/sign-in', api);
    await user.type(await screen.findByLabelText('Work email'), 'tansy.vale@halden.example');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByText('Email and password do not match. 4 tries left.')).toBeTruthy();
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(screen.getByLabelText<HTMLInputElement>('Work email').value).toBe('tansy.vale@halden.example');
  });

  it('names what is missing without asking the server', async () => {
    const { user, api } = renderApp('/sign-in', signedOut());
    await user.type(await screen.findByLabelText('Work email'), 'tansy.vale');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByText('An @ is missing.')).toBeTruthy();
    expect(screen.getByText('Your password is needed.')).toBeTruthy();
    expect(api.callsOf(routes.auth.signIn)).toHaveLength(0);
  });

  it('asks for the company when an address works for several', async () => {
    const api = signedOut().on(routes.auth.signIn, ({ body }) => {
      if (!body.tenant) {
        throw new Refusal(409, 'tenant-needed');
      }
      return sampleSession([]);
    });
    const { user, location } = renderApp('/sign-in', api);
    await user.type(await screen.findByLabelText('Work email'), 'tansy.vale@halden.example');
    await user.type(screen.getByLabelText('Password'), 'right{Enter}');
    await user.type(await screen.findByLabelText('Company'), 'halden-freight{Enter}');
    await waitFor(() => expect(location()).toBe('/'));
    expect(api.callsOf(routes.auth.signIn).at(-1)?.body).toMatchObject({ tenant: 'halden-freight' });
  });

  it('signs out from the person menu', async () => {
    const api = signedIn(new FakeApi(), []).on(routes.auth.signOut, () => ({}));
    const { user, location } = renderApp('/', api);
    await user.click(await screen.findByRole('button', { name: 'TV, Tansy Vale: account and appearance' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(location()).toBe('/sign-in'));
    expect(api.callsOf(routes.auth.signOut)).toHaveLength(1);
  });

  it('has no accessibility findings', async () => {
    renderApp('/sign-in', signedOut());
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(await axeViolations()).toEqual([]);
  });
});

describe('where a person goes after signing in', () => {
  it.each([
    [null, '/'],
    ['/reviews?state=mine', '/reviews?state=mine'],
    ['https://elsewhere.example', '/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
  ])('%s leads to %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });
});
