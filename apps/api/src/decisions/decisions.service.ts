import type { DecisionView, RouteRequest, routes } from '@assay/contracts';
import type { DecisionRow, ScorecardRow, Transaction } from '@assay/database';
import { AuditStore, CandidateStore, DecisionStore, ScorecardStore, UnitOfWork } from '@assay/database';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { ComparisonService } from '../scorecards/comparison.service.js';

type NewDecision = RouteRequest<typeof routes.comparison.decide>['body'];

/** Decisions: a person's, with a reason, on numbers that are still the current ones. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: DecisionStore,
    private readonly scorecards: ScorecardStore,
    private readonly candidates: CandidateStore,
    private readonly audit: AuditStore,
    private readonly comparison: ComparisonService,
  ) {}

  async list(actor: StaffActor | ApiKeyActor, loopId: string): Promise<{ items: DecisionView[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.comparison.loop(tx, loopId);
      return { items: (await this.store.list(tx, loopId)).map(viewOf) };
    });
  }

  async decide(actor: StaffActor, loopId: string, decision: NewDecision): Promise<DecisionView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.comparison.loop(tx, loopId);
      const scorecard = await this.current(tx, loopId, decision);
      refuseUnknownCompetencies(scorecard, decision.competencies);
      const decisionId = await this.store.add(tx, { ...decision, loopId, decidedBy: actor.staffId });
      await this.audit.append(tx, {
        action: 'decision.recorded',
        actor: auditName(actor),
        subject: `candidate:${decision.candidateId}`,
        payload: {
          decisionId,
          loopId,
          outcome: decision.outcome,
          competencies: decision.competencies,
          scorecardId: scorecard.id,
          inputsHash: scorecard.inputsHash,
          overall: scorecard.data.overall,
        },
      });
      return viewOf(await this.store.find(tx, decisionId));
    });
  }

  /** The candidate is held first: no scorecard can be computed between this look and the decision. */
  private async current(tx: Transaction, loopId: string, { candidateId, scorecardId }: NewDecision): Promise<ScorecardRow> {
    await this.candidates.lock(tx, candidateId);
    const newest = await this.scorecards.findOptionalNewest(tx, loopId, candidateId);
    if (newest === null) {
      throw new AssayError('not-found', 'There is no such candidate with a scorecard in this hiring loop.');
    }
    if (newest.id !== scorecardId) {
      throw new AssayError('scorecard-outdated', 'The numbers have changed since you read them: read them again, then decide.', {
        extra: { scorecardId: newest.id, computedAt: newest.computedAt.toISOString() },
      });
    }
    return newest;
  }
}

function refuseUnknownCompetencies({ data }: ScorecardRow, cited: readonly string[]): void {
  const known = new Set(data.competencies.map(({ competency }) => competency));
  const unknown = cited.flatMap((id, index) => (known.has(id) ? [] : [index]));
  if (unknown.length > 0) {
    throw new AssayError('invalid-input', 'Cite competencies of this role only.', {
      issues: unknown.map((index) => ({ path: `competencies.${index}`, message: 'The role has no such competency.' })),
    });
  }
}

function viewOf({
  id,
  candidateId,
  outcome,
  reason,
  competencies,
  scorecardId,
  inputsHash,
  decidedBy,
  decidedByName,
  at,
}: DecisionRow): DecisionView {
  return {
    id,
    candidateId,
    outcome,
    reason,
    competencies,
    scorecard: { id: scorecardId, inputsHash },
    decidedBy: { id: decidedBy, name: decidedByName },
    at: at.toISOString(),
  };
}
