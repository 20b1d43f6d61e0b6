import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface HiringLoopRow {
  id: string;
  title: string;
  roleProfileVersionId: string;
}

export interface HiringLoopListing {
  id: string;
  title: string;
  /** The role's title. */
  role: string;
  assessments: { id: string; title: string }[];
  /** Candidates whose scorecard can be compared. */
  candidates: number;
}

/** Hiring loops: the assessments that one candidate takes for one role. */
@Injectable()
export class HiringLoopStore {
  /** Opens a loop for a role and answers its id. */
  async create(tx: Transaction, loop: Omit<HiringLoopRow, 'id'> & { createdBy: string }): Promise<string> {
    const id = newId();
    await tx.execute(
      `insert into hiring_loop (tenant_id, id, title, role_profile_version_id, created_by) values ($1, $2, $3, $4, $5)`,
      [tx.tenantId, id, loop.title, loop.roleProfileVersionId, loop.createdBy],
    );
    return id;
  }

  /** Puts an assessment at the end of a loop. */
  async addAssessment(tx: Transaction, loopId: string, assessmentId: string): Promise<void> {
    await tx.execute(
      `insert into loop_assessment (tenant_id, loop_id, assessment_id, position)
       select $1, $2, $3, coalesce(max(position), 0) + 1 from loop_assessment where tenant_id = $1 and loop_id = $2`,
      [tx.tenantId, loopId, assessmentId],
    );
  }

  async findOptional(tx: Transaction, loopId: string): Promise<HiringLoopRow | null> {
    const [row] = await tx.query<HiringLoopRow>(
      `select id, title, role_profile_version_id as "roleProfileVersionId" from hiring_loop where tenant_id = $1 and id = $2`,
      [tx.tenantId, loopId],
    );
    return row ?? null;
  }

  /** Every loop, the newest first. */
  async list(tx: Transaction): Promise<HiringLoopListing[]> {
    return tx.query<HiringLoopListing>(
      `select l.id, l.title, role.manifest ->> 'title' as role,
         (select count(distinct s.candidate_id)::integer from scorecard s where s.tenant_id = l.tenant_id and s.loop_id = l.id) as candidates,
         (select coalesce(jsonb_agg(jsonb_build_object('id', la.assessment_id, 'title', v.title) order by la.position), '[]')
          from loop_assessment la
          join lateral (
            select title from assessment_version v where v.tenant_id = la.tenant_id and v.assessment_id = la.assessment_id
            order by v.published_at is null, v.number desc limit 1
          ) v on true
          where la.tenant_id = l.tenant_id and la.loop_id = l.id) as assessments
       from hiring_loop l
       join role_profile_version role on role.tenant_id = l.tenant_id and role.id = l.role_profile_version_id
       where l.tenant_id = $1 order by l.created_at desc, l.id desc`,
      [tx.tenantId],
    );
  }
}
