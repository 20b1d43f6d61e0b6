import type { ExerciseManifest, ExercisePackage } from '@assay/contracts';
import { AssayError, newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ExerciseVersionEntity, RubricVersionEntity } from '../entities/catalogue.entity.js';
import type { Transaction } from '../transaction.js';
import type { Published } from './published.js';

/** What lists show of an exercise version; the package itself stays in the database. */
export interface ExerciseListing {
  id: string;
  manifest: ExerciseManifest;
  /** Test cases in hidden groups. */
  hiddenTests: number;
  /** Criteria of its rubric. */
  criteria: number;
  /** The competencies that its criteria are about. */
  rated: string[];
}

const listing = `v.id, v.package -> 'manifest' as manifest, jsonb_array_length(v.package -> 'rubric' -> 'criteria') as criteria,
  jsonb_path_query_array(v.package, '$.rubric.criteria[*].competency') as rated,
  (select coalesce(sum(jsonb_array_length(v.package -> 'testManifest' -> (g ->> 'id'))), 0)::integer
   from jsonb_array_elements(v.package -> 'manifest' -> 'groups') g where g ->> 'visibility' = 'hidden') as "hiddenTests"`;

@Injectable()
export class ExerciseVersionStore {
  /**
   * Publishes an exercise version with its rubric, unless it is published already: then nothing is sent but its hash is compared.
   *
   * @throws AssayError `exercise-invalid` when that version was published with other content: it never changes.
   */
  async publish(tx: Transaction, exercise: ExercisePackage): Promise<Published> {
    const { manifest, hash } = exercise;
    const kept = await this.findOptionalSame(tx, exercise);
    if (kept !== null) {
      return { id: kept, added: false };
    }
    await tx.execute(
      `insert into exercise (tenant_id, id, slug, code) values ($1, $2, $3, $4) on conflict (tenant_id, id) do nothing`,
      [tx.tenantId, manifest.id, manifest.slug, manifest.code],
    );
    const [added] = await tx.query<{ id: string }>(
      `insert into exercise_version (tenant_id, id, exercise_id, version, package, hash) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, exercise_id, version) do nothing returning id`,
      [tx.tenantId, newId(), manifest.id, manifest.version, JSON.stringify(exercise), hash],
    );
    if (added === undefined) {
      // Somebody else published it in between.
      return this.publish(tx, exercise);
    }
    await tx.execute(
      `insert into rubric_version (tenant_id, id, exercise_version_id, version, manifest) values ($1, $2, $3, $4, $5)`,
      [tx.tenantId, newId(), added.id, exercise.rubric.version, JSON.stringify(exercise.rubric)],
    );
    return { id: added.id, added: true };
  }

  /** The newest version of each exercise, by code. */
  async listNewest(tx: Transaction): Promise<ExerciseListing[]> {
    return tx.query<ExerciseListing>(
      `select ${listing} from (
         select distinct on (exercise_id) tenant_id, exercise_id, id, package from exercise_version
         where tenant_id = $1 order by exercise_id, version desc
       ) v order by v.package -> 'manifest' ->> 'code', v.id`,
      [tx.tenantId],
    );
  }

  /** Those versions, in the order of the ids asked for; an unknown id is left out. */
  async listByIds(tx: Transaction, exerciseVersionIds: readonly string[]): Promise<ExerciseListing[]> {
    return tx.query<ExerciseListing>(
      `select ${listing} from exercise_version v where v.tenant_id = $1 and v.id = any($2::uuid[])
       order by array_position($2::uuid[], v.id)`,
      [tx.tenantId, exerciseVersionIds],
    );
  }

  /** One version whole, or null. */
  async findOptional(tx: Transaction, exerciseVersionId: string): Promise<ExerciseVersionEntity | null> {
    return tx.manager.findOneBy(ExerciseVersionEntity, { tenantId: tx.tenantId, id: exerciseVersionId });
  }

  /** Those versions whole, by id; an unknown id is left out. */
  async findMany(tx: Transaction, exerciseVersionIds: readonly string[]): Promise<Map<string, ExerciseVersionEntity>> {
    const found = await tx.manager.findBy(ExerciseVersionEntity, { tenantId: tx.tenantId, id: In([...exerciseVersionIds]) });
    return new Map(found.map((version) => [version.id, version]));
  }

  /** The rubric that ratings of this exercise version are pinned to, or null. */
  async findOptionalRubric(tx: Transaction, exerciseVersionId: string): Promise<RubricVersionEntity | null> {
    return tx.manager.findOneBy(RubricVersionEntity, { tenantId: tx.tenantId, exerciseVersionId });
  }

  /** The id of that very version, or null where its number is free. */
  private async findOptionalSame(tx: Transaction, { manifest, hash }: ExercisePackage): Promise<string | null> {
    const [kept] = await tx.query<{ id: string; hash: string }>(
      `select id, hash from exercise_version where tenant_id = $1 and exercise_id = $2 and version = $3`,
      [tx.tenantId, manifest.id, manifest.version],
    );
    if (kept !== undefined && kept.hash !== hash) {
      throw new AssayError(
        'exercise-invalid',
        `Version ${manifest.version} of exercise ${manifest.slug} is published with other content: raise its version number.`,
      );
    }
    return kept?.id ?? null;
  }
}
