import { ExerciseVersionEntity, RoleProfileVersionEntity, RubricVersionEntity } from './entities/catalogue.entity.js';
import { ApiKeyEntity, StaffEntity, StaffRoleEntity, TenantEntity } from './entities/staff.entity.js';

/** What the mapper knows. Migrations make the tables; entities only name columns for typed inserts and reads. */
export const entities = [
  ApiKeyEntity,
  ExerciseVersionEntity,
  RoleProfileVersionEntity,
  RubricVersionEntity,
  StaffEntity,
  StaffRoleEntity,
  TenantEntity,
];
