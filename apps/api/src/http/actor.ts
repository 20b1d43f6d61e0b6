import type { Access, Permission } from '@assay/contracts';
import { AssayError } from '@assay/platform';

/** A person of the company, signed in with a session cookie. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly tenantId: string;
  readonly staffId: string;
  readonly sessionId: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** A machine with an API key. */
export interface ApiKeyActor {
  readonly kind: 'api-key';
  readonly tenantId: string;
  readonly apiKeyId: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** A candidate, bound to the one invitation whose link was exchanged. */
export interface CandidateActor {
  readonly kind: 'candidate';
  readonly tenantId: string;
  readonly sessionId: string;
  readonly invitationId: string;
  readonly candidateId: string;
}

export type Actor = StaffActor | ApiKeyActor | CandidateActor;

/** Who a handler acts for, by the access that its route declares. */
export type ActorOf<A extends Access> = A extends 'public'
  ? null
  : A extends 'candidate'
    ? CandidateActor
    : A extends 'signed-in'
      ? StaffActor
      : StaffActor | ApiKeyActor;

/** How the audit log names an actor: a pseudonymous id, never a name. */
export function auditName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staffId}`;
    case 'api-key':
      return `api-key:${actor.apiKeyId}`;
    case 'candidate':
      return `candidate:${actor.candidateId}`;
  }
}

/**
 * The person behind an action that must have a name, such as a rating or a decision.
 *
 * @throws AssayError `not-allowed` for an API key.
 */
export function staffOnly(actor: StaffActor | ApiKeyActor): StaffActor {
  if (actor.kind === 'staff') {
    return actor;
  }
  throw new AssayError('not-allowed', 'This needs a person who is signed in: an API key cannot do it.');
}
