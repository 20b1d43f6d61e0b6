import type { ScorecardView } from '@assay/contracts';
import { pooledRaterVariance, scoresOf, sourcesOfWork } from '@assay/domain';
import { hashOfJson, newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { storableJson } from '../storable-json.js';
import type { Transaction } from '../transaction.js';
import { CandidateStore } from './candidate.store.js';
import { RatingStore } from './rating.store.js';
import type { ScoredWork } from './scored-work.store.js';
import { ScoredWorkStore } from './scored-work.store.js';

/** What a scorecard keeps. Names of candidates and raters are left out: they are looked up when it is shown. */
export type ScorecardData = Pick<ScorecardView, 'versions' | 'overall' | 'competencies' | 'verdicts'>;

export interface ScorecardRow {
  id: string;
  loopId: string;
  candidateId: string;
  /** The attempt whose change led to this computation. */
  attemptId: string;
  number: number;
  inputsHash: string;
  data: ScorecardData;
  computedAt: Date;
}

const columns = `id, loop_id as "loopId", candidate_id as "candidateId", attempt_id as "attemptId", number,
  inputs_hash as "inputsHash", data, computed_at as "computedAt"`;

/** Scorecards: one more row whenever what a candidate's scores rest on has changed; the newest is the current one. */
@Injectable()
export class ScorecardStore {
  constructor(
    private readonly work: ScoredWorkStore,
    private readonly ratings: RatingStore,
    private readonly candidates: CandidateStore,
  ) {}

  /**
   * Recomputes the scorecard of an attempt's candidate in its hiring loop from closed attempts, effective gradings and
   * ratings. Call it in the transaction that changed one of them; a running attempt gets none.
   *
   * @returns the id of the new scorecard, or null when nothing that counts has changed.
   */
  async recomputeScorecard(tx: Transaction, attemptId: string): Promise<string | null> {
    const place = await this.work.findOptionalPlace(tx, attemptId);
    if (!place) {
      return null;
    }
    // One computation per candidate at a time: the later one sees what the earlier one wrote.
    await this.candidates.lock(tx, place.candidateId);
    const { works, versions } = await this.work.gather(tx, place);
    const inputsHash = hashOfJson({ role: place.role.version, versions, works: works.map(inputsOf) });
    const newest = await this.findOptionalNewest(tx, place.loopId, place.candidateId);
    if (newest?.inputsHash === inputsHash) {
      return null;
    }
    const variance = pooledRaterVariance(await this.ratings.piecesOfLoop(tx, place.loopId));
    const scores = scoresOf(place.role.competencies, works.flatMap(sourcesOfWork), variance);
    const data: ScorecardData = {
      versions: { role: place.role.version, ...versions },
      ...scores,
      verdicts: works.map(verdictOf),
    };
    return this.add(tx, { ...place, attemptId, number: (newest?.number ?? 0) + 1, inputsHash, data });
  }

  /** The current scorecard of a candidate in a loop, or null. */
  async findOptionalNewest(tx: Transaction, loopId: string, candidateId: string): Promise<ScorecardRow | null> {
    const [row] = await tx.query<ScorecardRow>(
      `select ${columns} from scorecard where tenant_id = $1 and loop_id = $2 and candidate_id = $3 order by number desc limit 1`,
      [tx.tenantId, loopId, candidateId],
    );
    return row ?? null;
  }

  /** The current scorecard of every candidate of a loop. */
  async listNewest(tx: Transaction, loopId: string): Promise<ScorecardRow[]> {
    return tx.query<ScorecardRow>(
      `select distinct on (candidate_id) ${columns} from scorecard where tenant_id = $1 and loop_id = $2
       order by candidate_id, number desc`,
      [tx.tenantId, loopId],
    );
  }

  private async add(tx: Transaction, card: Omit<ScorecardRow, 'id' | 'computedAt'>): Promise<string> {
    const id = newId();
    await tx.execute(
      `insert into scorecard (tenant_id, id, loop_id, candidate_id, attempt_id, number, inputs_hash, data, computed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.tenantId,
        id,
        card.loopId,
        card.candidateId,
        card.attemptId,
        card.number,
        card.inputsHash,
        storableJson(card.data),
        tx.receivedAt,
      ],
    );
    return id;
  }
}

/** What changes a score. The raters' variance is left out: other candidates' ratings change it, and no score with it. */
function inputsOf({ exercise, attemptId, submissionId, gradingJobId, ratings }: ScoredWork) {
  return {
    exercise: exercise.id,
    attemptId,
    submissionId,
    gradingJobId,
    ratings: ratings.map(({ criterion, level, rater, at }) => [criterion, level, rater.id, at]),
  };
}

function verdictOf({ exercise, submissionId, gradingState, report }: ScoredWork): ScorecardData['verdicts'][number] {
  return {
    exercise: exercise.title,
    submissionId,
    verdict: report?.verdict ?? null,
    state: gradingState,
    score: report?.score ?? null,
    assurance: report?.runtime.assurance ?? null,
  };
}
