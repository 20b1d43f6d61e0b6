import type { Evidence, Level, RatingView } from '@assay/contracts';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { storableJson } from '../storable-json.js';
import type { Transaction } from '../transaction.js';

export interface RatingRow {
  submissionId: string;
  reviewId: string;
  criterion: string;
  level: Level;
  evidence: Evidence[];
  reason: string;
  raterId: string;
  raterName: string;
  at: Date;
}

export type NewRating = Pick<RatingRow, 'criterion' | 'level' | 'evidence' | 'reason'>;

const columns = `v.submission_id as "submissionId", g.review_id as "reviewId", g.criterion, g.level, g.evidence, g.reason,
  g.rater_id as "raterId", s.name as "raterName", g.at`;
const source = `rating g
  join review v on v.tenant_id = g.tenant_id and v.id = g.review_id
  join staff s on s.tenant_id = g.tenant_id and s.id = g.rater_id`;

/** Ratings that were handed in. Written once: a change of mind is another rating, never an edit. */
@Injectable()
export class RatingStore {
  /** Adds the ratings of one review, as given now. */
  async add(tx: Transaction, reviewId: string, raterId: string, ratings: readonly NewRating[]): Promise<void> {
    for (const { criterion, level, evidence, reason } of ratings) {
      await tx.execute(
        `insert into rating (tenant_id, id, review_id, rater_id, criterion, level, evidence, reason, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [tx.tenantId, newId(), reviewId, raterId, criterion, level, storableJson(evidence), reason, tx.receivedAt],
      );
    }
  }

  /** Every rating of these submissions, the oldest first. */
  async ofSubmissions(tx: Transaction, submissionIds: readonly string[]): Promise<RatingRow[]> {
    return tx.query<RatingRow>(
      `select ${columns} from ${source} where g.tenant_id = $1 and v.submission_id = any($2::uuid[]) order by g.at, g.id`,
      [tx.tenantId, submissionIds],
    );
  }

  /** The levels that each rated criterion of each submission of a hiring loop got: one list per piece. */
  async piecesOfLoop(tx: Transaction, loopId: string): Promise<Level[][]> {
    const rows = await tx.query<{ levels: Level[] }>(
      `select array_agg(g.level) as levels from rating g
       join review v on v.tenant_id = g.tenant_id and v.id = g.review_id
       join attempt t on t.tenant_id = v.tenant_id and t.id = v.attempt_id
       join assessment_version a on a.tenant_id = t.tenant_id and a.id = t.assessment_version_id
       join loop_assessment la on la.tenant_id = a.tenant_id and la.assessment_id = a.assessment_id
       where g.tenant_id = $1 and la.loop_id = $2 group by v.submission_id, g.criterion`,
      [tx.tenantId, loopId],
    );
    return rows.map(({ levels }) => levels);
  }
}

/** A rating as people see it. */
export function ratingViewOf({ criterion, level, evidence, reason, raterId, raterName, at }: RatingRow): RatingView {
  return { criterion, level, evidence, reason, rater: { id: raterId, name: raterName }, at: at.toISOString() };
}
