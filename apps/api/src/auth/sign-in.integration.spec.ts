import { routes } from '@assay/contracts';
import { hashPassword } from '@assay/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';

const { signIn, signOut, me } = routes.auth;
const password = 'correct horse battery staple';

let api: TestApi;
let passwordHash: string;
let tenantId: string;
let email: string;
let staffId: string;

beforeAll(async () => {
  api = await TestApi.open();
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  tenantId = await api.db.make.tenant();
  email = `ada-${tenantId}@example.com`;
  staffId = await api.db.make.staff(tenantId, { email, passwordHash, roles: ['interviewer'] });
});

function cookieOf(headers: Readonly<Record<string, unknown>>): string {
  return /^assay_session=[\w-]{43}/.exec(String(headers['set-cookie']))?.[0] ?? '';
}

describe('signing in', () => {
  it('gives an HttpOnly cookie and says who one is, whatever the case of the address', async () => {
    const answer = await api.call(signIn, { body: { email: email.toUpperCase(), password } }, nobody);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(/^assay_session=[\w-]{43}; Max-Age=604800; Path=\/api; HttpOnly; SameSite=Lax$/);
    expect(answer.view).toMatchObject({
      staff: { id: staffId, name: 'Ada Author', email, roles: ['interviewer'] },
      tenant: { id: tenantId, name: 'Halden Freight' },
      permissions: ['roles.read', 'exercises.read', 'answer-keys.read', 'reviews.rate'],
    });
    const known = await api.call(me, {}, { ...nobody, cookie: cookieOf(answer.headers) });
    expect(known.view).toEqual(answer.view);
  });

  it('keeps the token out of the database', async () => {
    const { headers } = await api.call(signIn, { body: { email, password } }, nobody);
    const token = cookieOf(headers).replace('assay_session=', '');
    const rows = await api.db.asOwner<{ row: string }>(
      'select to_jsonb(s)::text as row from staff_session s where staff_id = $1',
      [staffId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
  });

  it('under https makes the cookie Secure', async () => {
    const secure = await TestApi.open({ ASSAY_PUBLIC_URL: 'https://assay.example' });
    try {
      const tenant = await secure.db.make.tenant();
      await secure.db.make.staff(tenant, { email, passwordHash });
      const answer = await secure.call(signIn, { body: { email, password } }, { origin: 'https://assay.example' });
      expect(answer.headers['set-cookie']).toMatch(/; Secure/);
      expect(answer.headers['strict-transport-security']).toMatch(/^max-age=/);
    } finally {
      await secure.close();
    }
  });

  it('replaces the session that the browser had', async () => {
    const first = cookieOf((await api.call(signIn, { body: { email, password } }, nobody)).headers);
    const second = cookieOf((await api.call(signIn, { body: { email, password } }, { ...nobody, cookie: first })).headers);
    expect(second).not.toBe(first);
    expect((await api.call(me, {}, { ...nobody, cookie: first })).status).toBe(401);
    expect((await api.call(me, {}, { ...nobody, cookie: second })).status).toBe(200);
  });

  it('counts wrong passwords down, then makes wait, also the right password', async () => {
    const details: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await api.call(signIn, { body: { email, password: 'wrong' } }, nobody);
      expect([answer.status, answer.problem.code]).toEqual([401, 'wrong-credentials']);
      details.push(answer.problem.detail);
    }
    expect(details[0]).toBe('Email and password do not match. 4 tries left.');
    expect(details[3]).toBe('Email and password do not match. 1 try left.');
    const answer = await api.call(signIn, { body: { email, password } }, nobody);
    expect([answer.status, answer.problem.code]).toEqual([429, 'too-many-requests']);
    expect(answer.headers['retry-after']).toBe(String(answer.problem.retryAfter));
  });

  it('says the same of an address that nobody has, and of a disabled account', async () => {
    const unknown = await api.call(signIn, { body: { email: `x-${email}`, password } }, nobody);
    await api.db.asOwner('update staff set disabled_at = now() where id = $1', [staffId]);
    const disabled = await api.call(signIn, { body: { email, password } }, nobody);
    expect({ ...unknown.problem, id: '' }).toEqual({ ...disabled.problem, id: '' });
  });

  it('asks for the company where one address fits several, and takes the answer', async () => {
    const other = await api.db.make.tenant({ name: 'Other Works' });
    await api.db.make.staff(other, { email, passwordHash, roles: ['admin'] });
    const asked = await api.call(signIn, { body: { email, password } }, nobody);
    expect([asked.status, asked.problem.code]).toEqual([409, 'tenant-needed']);
    const tenants = asked.problem.extra?.['tenants'] as { slug: string; name: string }[];
    expect(tenants.map(({ name }) => name).sort()).toEqual(['Halden Freight', 'Other Works']);
    const tenant = tenants.find(({ name }) => name === 'Other Works')?.slug ?? '';
    const { view } = await api.call(signIn, { body: { email, password, tenant } }, nobody);
    expect(view.tenant.id).toBe(other);
  });
});

describe('a session', () => {
  let ada: Caller;

  beforeEach(async () => {
    ada = await api.signedIn(tenantId, staffId);
  });

  it('ends at signing out', async () => {
    const answer = await api.call(signOut, {}, ada);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(/^assay_session=; Max-Age=0|^assay_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await api.call(me, {}, ada)).status).toBe(401);
  });

  it.each([
    ['after its last hour', `update staff_session set expires_at = now() where staff_id = $1`],
    ['after twelve idle hours', `update staff_session set last_seen_at = now() - interval '12 hours' where staff_id = $1`],
    ['when the account is disabled', `update staff set disabled_at = now() where id = $1`],
  ])('is worth nothing %s', async (_, sql) => {
    expect((await api.call(me, {}, ada)).status).toBe(200);
    await api.db.asOwner(sql, [staffId]);
    expect((await api.call(me, {}, ada)).problem.code).toBe('not-signed-in');
  });

  it('loses a permission at once when a role is taken away', async () => {
    await api.db.asOwner('delete from staff_role where staff_id = $1', [staffId]);
    expect((await api.call(routes.roles.list, {}, ada)).problem.code).toBe('not-allowed');
  });
});

describe('an API key', () => {
  it('may what its scopes say, until it is revoked', async () => {
    const admin = await api.staff(tenantId, 'admin');
    const made = await api.call(routes.auth.createApiKey, { body: { name: 'ATS', scopes: ['roles.read'] } }, admin);
    expect([made.status, made.view.secret]).toEqual([201, expect.stringMatching(/^assay_[0-9a-f]{12}_[\w-]{43}$/)]);
    const machine = { authorization: `Bearer ${made.view.secret}` };
    expect((await api.call(routes.roles.list, {}, machine)).status).toBe(200);
    expect((await api.call(routes.exercises.list, {}, machine)).problem.code).toBe('not-allowed');
    expect((await api.call(me, {}, machine)).problem.code).toBe('not-allowed');
    const { view } = await api.call(routes.auth.apiKeys, {}, admin);
    expect(view.items).toMatchObject([{ name: 'ATS', scopes: ['roles.read'], revokedAt: null }]);
    expect(view.items[0]?.lastUsedAt).not.toBeNull();

    await api.call(routes.auth.revokeApiKey, { params: { keyId: made.view.key.id } }, admin);
    expect((await api.call(routes.roles.list, {}, machine)).status).toBe(401);
  });

  it('is refused when one sign of its secret differs', async () => {
    const admin = await api.staff(tenantId, 'admin');
    const { view } = await api.call(routes.auth.createApiKey, { body: { name: 'ATS', scopes: ['roles.read'] } }, admin);
    const forged = view.secret.slice(0, -1) + (view.secret.endsWith('A') ? 'B' : 'A');
    expect((await api.call(routes.roles.list, {}, { authorization: `Bearer ${forged}` })).status).toBe(401);
  });
});
