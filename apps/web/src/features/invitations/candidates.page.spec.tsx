import type { InvitationView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleId, signedIn } from '../../testing/samples.js';
import { linksCsv } from './links.csv.js';

const role = { id: sampleId(10), slug: 'tester', version: 7, title: 'Senior Tester', summary: 'Tests.' };
const published = {
  id: sampleId(7),
  number: 1,
  state: 'published' as const,
  title: 'Screen A',
  rules: '',
  minutes: 65,
  exercises: [],
  publishedAt: '2026-11-01T08:00:00Z',
  revision: 1,
};
const address = `/assessments/${sampleId(5)}/candidates`;

function invitation(n: number, name: string, state: InvitationView['state'] = 'waiting'): InvitationView {
  return {
    id: sampleId(100 + n),
    candidate: { id: sampleId(200 + n), name, email: `${name.toLowerCase().replace(' ', '.')}@mail.example` },
    state,
    assessmentVersion: 1,
    timeFactor: 1,
    createdAt: '2026-11-01T08:00:00Z',
    expiresAt: '2026-11-15T08:00:00Z',
    attempt: null,
  };
}

function invitingApi(items: InvitationView[]): FakeApi {
  return signedIn(new FakeApi())
    .on(routes.assessments.get, () => ({
      id: sampleId(5),
      role,
      loop: { id: sampleId(6), title: 'Senior Tester', others: [] },
      draft: null,
      published,
    }))
    .on(routes.invitations.list, () => ({ items }))
    .on(routes.invitations.create, ({ body }) => ({
      items: body.invitees.map((invitee, index) => ({
        email: invitee.email,
        invitation: invitation(index, invitee.name),
        link: `http://assay.test/i/token-${String(index)}`,
        refused: null,
      })),
    }));
}

/** The button stands in the top bar and, while nobody is invited, on the empty page too. */
async function openDrawer(user: UserEvent): Promise<void> {
  const [button] = await screen.findAllByRole('button', { name: 'Invite candidates' });
  if (button === undefined) throw new Error('There is no button to invite with.');
  await user.click(button);
}

describe('inviting candidates', () => {
  it('invites one person and shows the link once', async () => {
    const { user, api } = renderApp(address, invitingApi([]));
    await openDrawer(user);
    await user.type(await screen.findByLabelText('Name'), 'Wren Tarn');
    await user.type(screen.getByLabelText('E-mail'), 'wren.tarn@mail.example');
    await user.selectOptions(screen.getByLabelText('Extra time'), '1.25');
    await user.click(screen.getByRole('button', { name: 'Invite' }));
    expect(await screen.findByText('http://assay.test/i/token-0')).toBeTruthy();
    expect(api.callsOf(routes.invitations.create)[0]?.body).toMatchObject({
      invitees: [{ name: 'Wren Tarn', email: 'wren.tarn@mail.example', timeFactor: 1.25 }],
    });
  });

  it('reads a CSV, explains the rows it leaves out, and invites the rest', async () => {
    const { user, api } = renderApp(address, invitingApi([]));
    await openDrawer(user);
    await user.click(await screen.findByRole('button', { name: 'From a CSV file' }));
    const csv = 'name,email\nWren Tarn,wren.tarn@mail.example\nNobody,not-an-address\nFen Holm,fen.holm@mail.example\n';
    await user.upload(screen.getByLabelText('CSV file'), new File([csv], 'people.csv', { type: 'text/csv' }));
    expect(await screen.findByText(/Row 3: “not-an-address” is not an e-mail address\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Invite 2 candidates' }));
    expect(await screen.findByText('http://assay.test/i/token-1')).toBeTruthy();
    expect(api.callsOf(routes.invitations.create)[0]?.body).toMatchObject({
      invitees: [{ name: 'Wren Tarn' }, { name: 'Fen Holm' }],
    });
  });

  it('offers a new link and a withdrawal only before the start', async () => {
    renderApp(address, invitingApi([invitation(1, 'Wren Tarn'), invitation(2, 'Fen Holm', 'finished')]));
    expect(await screen.findByRole('button', { name: 'New link for Wren Tarn' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Withdraw the invitation of Wren Tarn' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Fen Holm/ })).toBeNull();
  });

  it('writes names into the CSV so that a spreadsheet runs none of them', () => {
    const csv = linksCsv([
      { email: 'a@b.example', invitation: invitation(1, '=HYPERLINK("x")'), link: 'http://x', refused: null },
    ]);
    expect(csv).toContain("'=HYPERLINK");
  });

  it('has no accessibility findings', async () => {
    renderApp(address, invitingApi([invitation(1, 'Wren Tarn')]));
    await screen.findByText('Wren Tarn');
    expect(await axeViolations()).toEqual([]);
  });
});
