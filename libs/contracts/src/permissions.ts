import { z } from 'zod';

export const staffRoles = ['admin', 'author', 'interviewer', 'hiring-manager'] as const;
export const staffRole = z.enum(staffRoles);
export type StaffRole = z.infer<typeof staffRole>;

/** What staff and API keys may do. Which role holds which is `domain/permissions`; an API key's scopes are a subset of these. */
export const permissions = [
  'roles.read',
  'exercises.read',
  'answer-keys.read',
  'assessments.read',
  'assessments.write',
  'invitations.read',
  'invitations.write',
  'attempts.read',
  'attempts.extend',
  'submissions.read',
  'submissions.regrade',
  'reviews.rate',
  'comparison.read',
  'decisions.read',
  'decisions.write',
  'audit.read',
  'api-keys.manage',
] as const;
export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

/**
 * Who may call a route: anyone, anyone of the staff, the candidate of the attempt that the session is bound to, or
 * staff and API keys that hold the permission. There is no default: a route without one does not start.
 */
export type Access = 'public' | 'signed-in' | 'candidate' | Permission;
