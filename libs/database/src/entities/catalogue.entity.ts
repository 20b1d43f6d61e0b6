import type { ExercisePackage, RoleManifest, RubricManifest } from '@assay/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('role_profile_version')
export class RoleProfileVersionEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') roleProfileId!: string;
  @Column('integer') version!: number;
  @Column('jsonb') manifest!: RoleManifest;
  @Column('text') hash!: string;
  @Column('timestamptz', { default: () => 'now()' }) publishedAt!: Date;
}

@Entity('exercise_version')
export class ExerciseVersionEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') exerciseId!: string;
  @Column('integer') version!: number;
  @Column('jsonb') package!: ExercisePackage;
  @Column('text') hash!: string;
  @Column('timestamptz', { default: () => 'now()' }) publishedAt!: Date;
}

@Entity('rubric_version')
export class RubricVersionEntity {
  @PrimaryColumn('uuid') tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') exerciseVersionId!: string;
  @Column('integer') version!: number;
  @Column('jsonb') manifest!: RubricManifest;
}
