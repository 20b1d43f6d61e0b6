import type { StaffRole } from '@assay/contracts';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { StaffEntity, StaffRoleEntity } from '../entities/staff.entity.js';
import type { Transaction } from '../transaction.js';

export interface StaffRow {
  id: string;
  email: string;
  name: string;
  roles: StaffRole[];
  disabledAt: Date | null;
}

export interface NewStaff {
  id?: string;
  email: string;
  name: string;
  /** In the format of the password hasher; null for those who sign in elsewhere. */
  passwordHash: string | null;
  roles: readonly StaffRole[];
}

const columns = `s.id, s.email, s.name, s.disabled_at as "disabledAt",
  coalesce((select array_agg(r.role order by r.role) from staff_role r where r.tenant_id = s.tenant_id and r.staff_id = s.id), '{}') as roles`;

@Injectable()
export class StaffStore {
  /** Adds a person; the address is kept in lower case. Answers the id. */
  async create(tx: Transaction, staff: NewStaff): Promise<string> {
    const { id = newId(), email, name, passwordHash, roles } = staff;
    await tx.manager.insert(StaffEntity, { tenantId: tx.tenantId, id, email: email.toLowerCase(), name, passwordHash });
    await tx.manager.insert(
      StaffRoleEntity,
      roles.map((role) => ({ tenantId: tx.tenantId, staffId: id, role })),
    );
    return id;
  }

  /** One person with roles, or null. */
  async findOptional(tx: Transaction, staffId: string): Promise<StaffRow | null> {
    const [row] = await tx.query<StaffRow>(`select ${columns} from staff s where s.tenant_id = $1 and s.id = $2`, [
      tx.tenantId,
      staffId,
    ]);
    return row ?? null;
  }

  /** Everybody, by name. */
  async list(tx: Transaction): Promise<StaffRow[]> {
    return tx.query<StaffRow>(`select ${columns} from staff s where s.tenant_id = $1 order by s.name, s.id`, [tx.tenantId]);
  }

  /** The hash to check a password against; null when there is none or the account is disabled. */
  async findOptionalPasswordHash(tx: Transaction, staffId: string): Promise<string | null> {
    const [row] = await tx.query<{ passwordHash: string | null }>(
      `select password_hash as "passwordHash" from staff where tenant_id = $1 and id = $2 and disabled_at is null`,
      [tx.tenantId, staffId],
    );
    return row?.passwordHash ?? null;
  }
}
