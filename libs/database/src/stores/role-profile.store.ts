import type { RoleManifest } from '@assay/contracts';
import { AssayError, hashOfJson, newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { RoleProfileVersionEntity } from '../entities/catalogue.entity.js';
import type { Transaction } from '../transaction.js';
import type { Published } from './published.js';

@Injectable()
export class RoleProfileStore {
  /**
   * Publishes a version of a role profile, unless it is published already.
   *
   * @throws AssayError `role-invalid` when that version was published with other content: it never changes.
   */
  async publish(tx: Transaction, manifest: RoleManifest): Promise<Published> {
    const hash = hashOfJson(manifest);
    await tx.execute(
      `insert into role_profile (tenant_id, id, slug) values ($1, $2, $3) on conflict (tenant_id, id) do nothing`,
      [tx.tenantId, manifest.id, manifest.slug],
    );
    const added = await tx.execute(
      `insert into role_profile_version (tenant_id, id, role_profile_id, version, manifest, hash) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, role_profile_id, version) do nothing`,
      [tx.tenantId, newId(), manifest.id, manifest.version, JSON.stringify(manifest), hash],
    );
    const kept = await tx.manager.findOneByOrFail(RoleProfileVersionEntity, {
      tenantId: tx.tenantId,
      roleProfileId: manifest.id,
      version: manifest.version,
    });
    if (kept.hash !== hash) {
      throw new AssayError(
        'role-invalid',
        `Version ${manifest.version} of role ${manifest.slug} is published with other content: raise its version number.`,
      );
    }
    return { id: kept.id, added: added === 1 };
  }

  /** The newest version of each role, by title. */
  async listNewest(tx: Transaction): Promise<RoleProfileVersionEntity[]> {
    return tx.manager
      .createQueryBuilder(RoleProfileVersionEntity, 'version')
      .distinctOn(['version.roleProfileId'])
      .where('version.tenantId = :tenantId', { tenantId: tx.tenantId })
      .orderBy('version.roleProfileId')
      .addOrderBy('version.version', 'DESC')
      .getMany()
      .then((versions) => versions.sort((a, b) => a.manifest.title.localeCompare(b.manifest.title)));
  }

  /** One version, or null. */
  async findOptional(tx: Transaction, roleProfileVersionId: string): Promise<RoleProfileVersionEntity | null> {
    return tx.manager.findOneBy(RoleProfileVersionEntity, { tenantId: tx.tenantId, id: roleProfileVersionId });
  }
}
