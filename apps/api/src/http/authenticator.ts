import type { ApiKeyActor, CandidateActor, StaffActor } from './actor.js';

/** Finds out who a credential belongs to; null for one that is unknown, expired or revoked. The auth feature provides it. */
export abstract class Authenticator {
  abstract staffOf(sessionToken: string): Promise<StaffActor | null>;
  abstract apiKeyOf(key: string): Promise<ApiKeyActor | null>;
  abstract candidateOf(sessionToken: string): Promise<CandidateActor | null>;
}
