import { randomBytes } from 'node:crypto';
import type { RouteRequest, RouteView, routes } from '@assay/contracts';
import type { ApiKeyEntity } from '@assay/database';
import { ApiKeyStore, AuditStore, UnitOfWork } from '@assay/database';
import { AssayError, newSecret, sha256 } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName, staffOnly } from '../http/actor.js';

type KeyView = RouteView<typeof routes.auth.revokeApiKey>;

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyStore,
    private readonly audit: AuditStore,
  ) {}

  async list(actor: StaffActor | ApiKeyActor): Promise<{ items: KeyView[] }> {
    const keys = await this.unitOfWork.run(actor.tenantId, (tx) => this.apiKeys.list(tx));
    return { items: keys.map(viewOf) };
  }

  /** Makes a key `assay_<prefix>_<secret>`; only its hash is kept, so this answer is the one chance to read it. */
  async create(
    actor: StaffActor | ApiKeyActor,
    { name, scopes }: RouteRequest<typeof routes.auth.createApiKey>['body'],
  ): Promise<{ key: KeyView; secret: string }> {
    const person = staffOnly(actor);
    const beyond = scopes.filter((scope) => !person.permissions.has(scope));
    if (beyond.length > 0) {
      throw new AssayError('not-allowed', `A key cannot hold what its maker does not: ${beyond.join(', ')}.`);
    }
    const prefix = randomBytes(6).toString('hex');
    const secret = `assay_${prefix}_${newSecret()}`;
    const unique = [...new Set(scopes)];
    const key = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const made = await this.apiKeys.create(tx, {
        name,
        prefix,
        secretHash: sha256(secret),
        scopes: unique,
        createdBy: person.staffId,
      });
      await this.audit.append(tx, {
        action: 'api-key.created',
        actor: auditName(actor),
        subject: `api-key:${made.id}`,
        payload: { scopes: unique },
      });
      return made;
    });
    return { key: viewOf(key), secret };
  }

  async revoke(actor: StaffActor | ApiKeyActor, apiKeyId: string): Promise<KeyView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.apiKeys.revoke(tx, apiKeyId);
      const key = await this.apiKeys.findOptional(tx, apiKeyId);
      if (key === null) {
        throw new AssayError('not-found', 'There is no such API key in your company.');
      }
      await this.audit.append(tx, {
        action: 'api-key.revoked',
        actor: auditName(actor),
        subject: `api-key:${apiKeyId}`,
        payload: {},
      });
      return viewOf(key);
    });
  }
}

function viewOf(key: ApiKeyEntity): KeyView {
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
