import type { RoleManifest, RouteView, RoleView, routes } from '@assay/contracts';
import type { Transaction } from '@assay/database';
import { RoleProfileStore, UnitOfWork } from '@assay/database';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';

/** A role profile version: its own id beside the manifest, whose id names the role in all its versions. */
export interface RoleVersion {
  id: string;
  manifest: RoleManifest;
}

export type RoleSummary = RouteView<typeof routes.roles.list>['items'][number];

@Injectable()
export class RolesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly roles: RoleProfileStore,
  ) {}

  async list(actor: StaffActor | ApiKeyActor): Promise<{ items: RoleSummary[] }> {
    const versions = await this.unitOfWork.run(actor.tenantId, (tx) => this.roles.listNewest(tx));
    return { items: versions.map(roleSummaryOf) };
  }

  async get(actor: StaffActor | ApiKeyActor, roleId: string): Promise<RoleView> {
    return this.unitOfWork.run(actor.tenantId, (tx) => this.version(tx, roleId));
  }

  /** @throws AssayError `not-found` when the company has no such version. */
  async version(tx: Transaction, roleId: string): Promise<RoleVersion> {
    const found = await this.roles.findOptional(tx, roleId);
    if (found === null) {
      throw new AssayError('not-found', 'There is no such role profile in your company.');
    }
    return { id: found.id, manifest: found.manifest };
  }
}

export function roleSummaryOf({ id, manifest }: RoleVersion): RoleSummary {
  const { slug, version, title, summary } = manifest;
  return { id, slug, version, title, summary };
}
