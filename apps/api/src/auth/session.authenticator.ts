import { timingSafeEqual } from 'node:crypto';
import { ApiKeyStore, CandidateSessionStore, Locators, StaffSessionStore, StaffStore, UnitOfWork } from '@assay/database';
import { permissionsOf } from '@assay/domain';
import { sha256 } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, CandidateActor, StaffActor } from '../http/actor.js';
import { Authenticator } from '../http/authenticator.js';
import { staffSessionLifetime } from './session-lifetimes.js';

/** Reads sessions and API keys from the database on every request, so that ending one works at once. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locators: Locators,
    private readonly staffSessions: StaffSessionStore,
    private readonly staff: StaffStore,
    private readonly apiKeys: ApiKeyStore,
    private readonly candidateSessions: CandidateSessionStore,
  ) {
    super();
  }

  async staffOf(sessionToken: string): Promise<StaffActor | null> {
    const located = await this.locators.staffSession(sha256(sessionToken));
    if (located === null) {
      return null;
    }
    const { tenantId, sessionId } = located;
    return this.unitOfWork.run(tenantId, async (tx) => {
      const session = await this.staffSessions.findOptionalLive(tx, sessionId, staffSessionLifetime.idle);
      const person = session && (await this.staff.findOptional(tx, session.staffId));
      if (person === null) {
        return null;
      }
      await this.staffSessions.touch(tx, sessionId);
      return { kind: 'staff', tenantId, staffId: person.id, sessionId, permissions: permissionsOf(person.roles) };
    });
  }

  async apiKeyOf(key: string): Promise<ApiKeyActor | null> {
    const prefix = /^assay_([0-9a-f]{12})_[\w-]{43}$/.exec(key)?.[1];
    const located = prefix === undefined ? null : await this.locators.apiKey(prefix);
    if (located === null) {
      return null;
    }
    const { tenantId, apiKeyId } = located;
    return this.unitOfWork.run(tenantId, async (tx) => {
      const found = await this.apiKeys.findOptional(tx, apiKeyId);
      if (found?.revokedAt !== null || !sameHash(found.secretHash, sha256(key))) {
        return null;
      }
      await this.apiKeys.touch(tx, apiKeyId);
      return { kind: 'api-key', tenantId, apiKeyId, permissions: new Set(found.scopes) };
    });
  }

  async candidateOf(sessionToken: string): Promise<CandidateActor | null> {
    const located = await this.locators.candidateSession(sha256(sessionToken));
    if (located === null) {
      return null;
    }
    const { tenantId, sessionId } = located;
    const session = await this.unitOfWork.run(tenantId, (tx) => this.candidateSessions.findOptionalLive(tx, sessionId));
    return session === null
      ? null
      : { kind: 'candidate', tenantId, sessionId, invitationId: session.invitationId, candidateId: session.candidateId };
  }
}

function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
