import { z } from 'zod';
import { email, id, instant, sentence } from './primitives.js';
import { route } from './route.js';

export const timeFactor = z.union([z.literal(1), z.literal(1.25), z.literal(1.5), z.literal(2)]);

export const inviteeBody = z.object({ name: sentence(120), email, timeFactor: timeFactor.default(1) });

export const invitationState = z.enum(['waiting', 'opened', 'running', 'finished', 'expired', 'revoked']);

export const invitationView = z.object({
  id,
  candidate: z.object({ id, name: z.string(), email: z.string() }),
  state: invitationState,
  assessmentVersion: z.int(),
  timeFactor: z.number(),
  createdAt: instant,
  expiresAt: instant,
  attempt: z.object({ id, startedAt: instant, deadline: instant, closedAt: instant.nullable() }).nullable(),
});
export type InvitationView = z.output<typeof invitationView>;

/** One invited person, or why not. The link is in this answer only. */
export const invited = z.object({
  email: z.string(),
  invitation: invitationView.nullable(),
  link: z.string().nullable(),
  /** Why this one was not invited, such as "already invited and not finished". */
  refused: z.string().nullable(),
});

const invitationParams = z.object({ invitationId: id });

export const invitationRoutes = {
  list: route({
    method: 'GET',
    path: '/assessments/:assessmentId/invitations',
    access: 'invitations.read',
    summary: 'Who is invited to an assessment, and how far they are.',
    params: z.object({ assessmentId: id }),
    response: z.object({ items: z.array(invitationView) }),
  }),
  create: route({
    method: 'POST',
    path: '/assessments/:assessmentId/invitations',
    access: 'invitations.write',
    status: 201,
    summary: 'Invite one candidate or many to the published version.',
    params: z.object({ assessmentId: id }),
    body: z.object({ invitees: z.array(inviteeBody).min(1).max(500), expiresInDays: z.int().min(1).max(90).default(14) }),
    response: z.object({ items: z.array(invited) }),
  }),
  reissue: route({
    method: 'POST',
    path: '/invitations/:invitationId/link',
    access: 'invitations.write',
    summary: 'Make a new link; the old one stops working.',
    params: invitationParams,
    response: z.object({ invitation: invitationView, link: z.string() }),
  }),
  revoke: route({
    method: 'POST',
    path: '/invitations/:invitationId/revoke',
    access: 'invitations.write',
    summary: 'Withdraw an invitation that was not started.',
    params: invitationParams,
    response: invitationView,
  }),
} as const;
