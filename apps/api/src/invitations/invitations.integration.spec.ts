import { routes } from '@assay/contracts';
import { importCandidates } from '@assay/domain';
import { newId, sha256 } from '@assay/platform';
import type { InvitedWorld } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';

const { create, list, reissue, revoke } = routes.invitations;

let api: TestApi;
let world: InvitedWorld;
let manager: Caller;

beforeAll(async () => {
  api = await TestApi.open({ ASSAY_PUBLIC_URL: 'https://assay.example.org' });
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  world = await api.db.make.invitedCandidate();
  manager = { ...(await api.staff(world.tenantId, 'hiring-manager')), origin: 'https://assay.example.org' };
});

const candidate: Caller = { ...nobody, origin: 'https://assay.example.org' };
const params = () => ({ assessmentId: world.assessmentId });
const invite = (invitees: { name: string; email: string; timeFactor?: 1 | 1.25 | 1.5 | 2 }[], caller = manager) =>
  api.call(create, { params: params(), body: { invitees } }, caller);
const openLink = (link: string | null | undefined) =>
  api.call(routes.attempts.open, { body: { token: link?.split('/').at(-1) ?? '' } }, candidate);
const countOf = async (table: 'candidate' | 'invitation') =>
  (await api.db.asOwner(`select id from ${table} where tenant_id = $1`, [world.tenantId])).length;

describe('inviting', () => {
  it('answers a link that opens the attempt; only its hash is kept', async () => {
    const { status, view } = await invite([{ name: 'Alder Quill', email: 'Alder@Example.org', timeFactor: 1.25 }]);
    expect(status).toBe(201);
    const [item] = view.items;
    expect(item).toMatchObject({
      refused: null,
      invitation: {
        state: 'waiting',
        timeFactor: 1.25,
        assessmentVersion: 1,
        candidate: { email: 'alder@example.org' },
        attempt: null,
      },
    });
    expect(item?.link).toMatch(/^https:\/\/assay\.example\.org\/i\/[\w-]{43}$/);
    const token = item?.link?.split('/').at(-1) ?? '';
    const [kept] = await api.db.asOwner('select token_hash, invitation::text as whole from invitation where id = $1', [
      item?.invitation?.id,
    ]);
    expect(kept).toMatchObject({ token_hash: sha256(token), whole: expect.not.stringContaining(token) as unknown });
    const opened = await openLink(item?.link);
    expect(opened.view).toMatchObject({ state: 'not-started', candidate: { name: 'Alder Quill' }, timeFactor: 1.25 });
    expect((await api.call(list, { params: params() }, manager)).view.items[0]?.state).toBe('opened');
  });

  it('takes a CSV of thirty and explains the rows that are wrong', async () => {
    const people = Array.from({ length: 26 }, (_, index) => [
      `Person ${String(index)}`,
      `person${String(index)}@example.org`,
      '',
    ]);
    const rows = [
      ['name', 'email', 'time'],
      ...people,
      ['', 'nameless@example.org', ''],
      ['No Address', 'nowhere', ''],
      ['Slow Person', 'slow@example.org', '7'],
      ['Person again', 'PERSON3@example.org', ''],
    ];
    const { invitees, problems } = importCandidates(rows);
    expect(problems.map(({ row }) => row)).toEqual([28, 29, 30, 31]);
    const { view } = await invite(invitees.map(({ invitee }) => invitee));
    expect(view.items.filter(({ link }) => link !== null)).toHaveLength(26);
    expect(new Set(view.items.map(({ link }) => link)).size).toBe(26);
    const again = await invite(invitees.slice(0, 2).map(({ invitee }) => invitee));
    expect(again.view.items.map(({ refused }) => refused)).toEqual([
      'Already invited and not finished.',
      'Already invited and not finished.',
    ]);
  });

  it('refuses nobody else because of one row that is wrong, and names the field', async () => {
    const before = await countOf('invitation');
    const { problem } = await invite([
      { name: 'Alder Quill', email: 'alder@example.org' },
      { name: 'Wren Tarn', email: 'wren at example' },
    ]);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input', issues: [{ path: 'invitees.1.email' }] });
    expect(await countOf('invitation')).toBe(before);
  });

  it('makes one candidate and one invitation of two requests at once', async () => {
    const before = { candidates: await countOf('candidate'), invitations: await countOf('invitation') };
    const both = await Promise.all([1, 2].map(() => invite([{ name: 'Wren Tarn', email: 'wren@example.org' }])));
    expect(both.flatMap(({ view }) => view.items.map(({ refused }) => refused === null)).sort()).toEqual([false, true]);
    expect({ candidates: await countOf('candidate'), invitations: await countOf('invitation') }).toEqual({
      candidates: before.candidates + 1,
      invitations: before.invitations + 1,
    });
  });

  it('knows a candidate again in another assessment', async () => {
    await invite([{ name: 'Wren Tarn', email: 'wren@example.org' }]);
    const { assessmentId } = await api.db.make.assessment(world.tenantId, {
      ...world,
      exerciseVersionIds: [world.exerciseVersionId],
    });
    const invitees = [{ name: 'W. Tarn', email: 'wren@example.org' }];
    const { view } = await api.call(create, { params: { assessmentId }, body: { invitees } }, manager);
    expect(view.items[0]?.invitation?.candidate.name).toBe('Wren Tarn');
  });

  it('waits for a published version', async () => {
    const body = { roleId: world.roleProfileVersionId, content: { title: 'Draft', exerciseIds: [] } };
    const draft = await api.call(routes.assessments.create, { body }, manager);
    const invitees = [{ name: 'Wren Tarn', email: 'wren@example.org' }];
    const refused = await api.call(create, { params: { assessmentId: draft.view.id }, body: { invitees } }, manager);
    expect(refused.problem).toMatchObject({ status: 409, code: 'assessment-not-published' });
  });

  it('by an API key is laid at the door of whoever made the key', async () => {
    const admin = { ...(await api.staff(world.tenantId, 'admin')), origin: 'https://assay.example.org' };
    const key = await api.call(routes.auth.createApiKey, { body: { name: 'ATS', scopes: ['invitations.write'] } }, admin);
    const { view } = await invite([{ name: 'Wren Tarn', email: 'wren@example.org' }], {
      authorization: `Bearer ${key.view.secret}`,
    });
    const [event] = await api.db.asOwner(`select actor from audit_event where subject = $1`, [
      `invitation:${view.items[0]?.invitation?.id ?? ''}`,
    ]);
    expect(event).toEqual({ actor: `api-key:${key.view.key.id}` });
  });
});

describe('a new link', () => {
  it('stops the old one', async () => {
    const { view } = await invite([{ name: 'Alder Quill', email: 'alder@example.org' }]);
    const [item] = view.items;
    const invitationId = item?.invitation?.id ?? '';
    const replaced = await api.call(reissue, { params: { invitationId } }, manager);
    expect(replaced.status).toBe(200);
    expect((await openLink(item?.link)).problem).toMatchObject({ status: 404, code: 'link-unknown' });
    expect((await openLink(replaced.view.link)).status).toBe(200);
  });

  it('opens what had expired', async () => {
    await api.db.asOwner(`update invitation set expires_at = now() - interval '1 day' where id = $1`, [world.invitationId]);
    expect((await api.call(list, { params: params() }, manager)).view.items[0]?.state).toBe('expired');
    const { view } = await api.call(reissue, { params: { invitationId: world.invitationId } }, manager);
    expect(view.invitation.state).toBe('waiting');
    expect((await openLink(view.link)).status).toBe(200);
  });
});

describe('withdrawing', () => {
  it('closes the link and frees the address for another invitation', async () => {
    const { view } = await invite([{ name: 'Alder Quill', email: 'alder@example.org' }]);
    const [item] = view.items;
    const target = { params: { invitationId: item?.invitation?.id ?? '' } };
    expect((await api.call(revoke, target, manager)).view.state).toBe('revoked');
    expect((await api.call(revoke, target, manager)).view.state).toBe('revoked');
    expect((await openLink(item?.link)).problem).toMatchObject({ status: 410, code: 'link-revoked' });
    expect((await api.call(reissue, target, manager)).problem.code).toBe('link-revoked');
    expect((await invite([{ name: 'Alder Quill', email: 'alder@example.org' }])).view.items[0]?.refused).toBeNull();
  });

  it('is refused once the candidate has started', async () => {
    await api.db.make.attempt(world.tenantId, world);
    const { problem } = await api.call(revoke, { params: { invitationId: world.invitationId } }, manager);
    expect(problem).toMatchObject({ status: 409, code: 'attempt-already-started' });
    expect((await api.call(list, { params: params() }, manager)).view.items[0]?.state).toBe('running');
  });
});

describe('another company', () => {
  it('finds neither the assessment nor the invitation', async () => {
    const stranger = { ...(await api.staff(await api.db.make.tenant(), 'admin')), origin: 'https://assay.example.org' };
    expect((await api.call(list, { params: params() }, stranger)).problem.code).toBe('not-found');
    expect((await invite([{ name: 'A', email: 'a@example.org' }], stranger)).problem.code).toBe('not-found');
    expect((await api.call(revoke, { params: { invitationId: world.invitationId } }, stranger)).problem.code).toBe('not-found');
    expect((await api.call(reissue, { params: { invitationId: newId() } }, manager)).problem.code).toBe('not-found');
  });
});
