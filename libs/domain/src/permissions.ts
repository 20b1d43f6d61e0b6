import type { Permission, StaffRole } from '@assay/contracts';
import { permissions } from '@assay/contracts';

const held: Record<StaffRole, readonly Permission[]> = {
  admin: permissions,
  author: [
    'roles.read',
    'exercises.read',
    'answer-keys.read',
    'assessments.read',
    'assessments.write',
    'invitations.read',
    'invitations.write',
  ],
  // Nothing here may lead an interviewer to a name: no invitations, no attempts, no comparison.
  interviewer: ['roles.read', 'exercises.read', 'answer-keys.read', 'reviews.rate'],
  'hiring-manager': [
    'roles.read',
    'exercises.read',
    'assessments.read',
    'assessments.write',
    'invitations.read',
    'invitations.write',
    'attempts.read',
    'attempts.extend',
    'submissions.read',
    'submissions.regrade',
    'comparison.read',
    'decisions.read',
    'decisions.write',
  ],
};

/** Everything that a person with these roles may do: the union over the roles, nothing without a role. */
export function permissionsOf(roles: readonly StaffRole[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => held[role]));
}
