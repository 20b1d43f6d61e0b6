import { z } from 'zod';
import { id, instant, sha256 } from './primitives.js';
import { route } from './route.js';

export const auditEventView = z.object({
  id,
  at: instant,
  action: z.string(),
  /** Pseudonymous: `staff:<id>`, `candidate:<id>`, `system`. */
  actor: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
  /** Place in the chain; null until sealed (within a second or so). */
  seq: z.int().nullable(),
  hash: sha256.nullable(),
});

export type AuditEventView = z.output<typeof auditEventView>;

export const chainCheck = z.object({
  intact: z.boolean(),
  events: z.int(),
  unsealed: z.int(),
  head: sha256.nullable(),
  /** The first event that does not fit, and how. */
  broken: z.object({ seq: z.int(), id, why: z.string() }).nullable(),
});
export type ChainCheck = z.output<typeof chainCheck>;

export const auditRoutes = {
  list: route({
    method: 'GET',
    path: '/audit/events',
    access: 'audit.read',
    summary: 'Audit events, newest first.',
    query: z.object({ before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({ items: z.array(auditEventView), next: id.nullable() }),
  }),
  verify: route({
    method: 'GET',
    path: '/audit/verification',
    access: 'audit.read',
    summary: 'Recompute the chain and say whether it holds.',
    response: chainCheck,
  }),
} as const;
