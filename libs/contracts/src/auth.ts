import { z } from 'zod';
import { permission, staffRole } from './permissions.js';
import { email, id, instant, nothing, sentence, slug } from './primitives.js';
import { route } from './route.js';

export const signInBody = z.object({
  email,
  password: z.string().min(1).max(200),
  /** Needed only where one address works for several companies. */
  tenant: slug.optional(),
});

/** Who is signed in, and what the screens may offer. */
export const staffSession = z
  .object({
    staff: z.object({ id, name: z.string(), email: z.string(), roles: z.array(staffRole) }),
    tenant: z.object({ id, slug, name: z.string() }),
    permissions: z.array(permission),
  })
  .meta({ id: 'StaffSession' });
export type StaffSession = z.output<typeof staffSession>;

export const apiKeyView = z.object({
  id,
  name: z.string(),
  scopes: z.array(permission),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export const authRoutes = {
  signIn: route({
    method: 'POST',
    path: '/auth/sign-in',
    access: 'public',
    summary: 'Sign in with e-mail and password; sets the session cookie.',
    body: signInBody,
    response: staffSession,
  }),
  signOut: route({
    method: 'POST',
    path: '/auth/sign-out',
    access: 'signed-in',
    summary: 'End this session.',
    response: nothing,
  }),
  me: route({ method: 'GET', path: '/auth/me', access: 'signed-in', summary: 'Who is signed in.', response: staffSession }),
  apiKeys: route({
    method: 'GET',
    path: '/api-keys',
    access: 'api-keys.manage',
    summary: 'The API keys of this company.',
    response: z.object({ items: z.array(apiKeyView) }),
  }),
  createApiKey: route({
    method: 'POST',
    path: '/api-keys',
    access: 'api-keys.manage',
    status: 201,
    summary: 'Make an API key. The secret is in this answer only.',
    body: z.object({ name: sentence(80), scopes: z.array(permission).min(1) }),
    response: z.object({ key: apiKeyView, secret: z.string() }),
  }),
  revokeApiKey: route({
    method: 'POST',
    path: '/api-keys/:keyId/revoke',
    access: 'api-keys.manage',
    summary: 'Stop an API key at once.',
    params: z.object({ keyId: id }),
    response: apiKeyView,
  }),
} as const;
