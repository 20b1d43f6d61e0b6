import type { DecisionView } from '@assay/contracts';
import { AssayError, newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface DecisionRow {
  id: string;
  candidateId: string;
  outcome: DecisionView['outcome'];
  reason: string;
  competencies: string[];
  scorecardId: string;
  inputsHash: string;
  decidedBy: string;
  decidedByName: string;
  at: Date;
}

export interface NewDecision {
  loopId: string;
  candidateId: string;
  scorecardId: string;
  outcome: DecisionView['outcome'];
  reason: string;
  competencies: readonly string[];
  decidedBy: string;
}

const columns = `d.id, d.candidate_id as "candidateId", d.outcome, d.reason, d.competencies, d.scorecard_id as "scorecardId",
  c.inputs_hash as "inputsHash", d.decided_by as "decidedBy", s.name as "decidedByName", d.at`;
const source = `decision d
  join scorecard c on c.tenant_id = d.tenant_id and c.id = d.scorecard_id
  join staff s on s.tenant_id = d.tenant_id and s.id = d.decided_by`;

/** Decisions: written once, each by a named person on one scorecard. */
@Injectable()
export class DecisionStore {
  /** Records a decision as taken now; answers its id. */
  async add(tx: Transaction, decision: NewDecision): Promise<string> {
    const id = newId();
    await tx.execute(
      `insert into decision (tenant_id, id, loop_id, candidate_id, scorecard_id, outcome, reason, competencies, decided_by, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        tx.tenantId,
        id,
        decision.loopId,
        decision.candidateId,
        decision.scorecardId,
        decision.outcome,
        decision.reason,
        decision.competencies,
        decision.decidedBy,
        tx.receivedAt,
      ],
    );
    return id;
  }

  /** @throws AssayError `not-found`. */
  async find(tx: Transaction, decisionId: string): Promise<DecisionRow> {
    const [row] = await tx.query<DecisionRow>(`select ${columns} from ${source} where d.tenant_id = $1 and d.id = $2`, [
      tx.tenantId,
      decisionId,
    ]);
    if (!row) {
      throw new AssayError('not-found', 'There is no such decision in your company.');
    }
    return row;
  }

  /** Those of a loop, newest first. */
  async list(tx: Transaction, loopId: string): Promise<DecisionRow[]> {
    return tx.query<DecisionRow>(
      `select ${columns} from ${source} where d.tenant_id = $1 and d.loop_id = $2 order by d.at desc, d.id desc`,
      [tx.tenantId, loopId],
    );
  }
}
