import type { Permission, StaffRole } from '@assay/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenant')
export class TenantEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('integer') retentionMonths!: number;
}

@Entity('staff')
export class StaffEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  /** Read only where a password is checked. */
  @Column('text', { nullable: true, select: false }) passwordHash!: string | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
}

@Entity('staff_role')
export class StaffRoleEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') staffId!: string;
  @PrimaryColumn('text') role!: StaffRole;
}

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') prefix!: string;
  @Column('text') secretHash!: string;
  @Column('text', { array: true }) scopes!: Permission[];
  @Column('uuid') createdBy!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
