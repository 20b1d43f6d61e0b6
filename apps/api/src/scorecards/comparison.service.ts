import type { ComparisonView, RouteView, routes, ScorecardView } from '@assay/contracts';
import type { CandidateIdentity, HiringLoopRow, Transaction } from '@assay/database';
import { AuditStore, CandidateStore, HiringLoopStore, ScorecardStore, StaffStore, UnitOfWork } from '@assay/database';
import { chanceOutranks } from '@assay/measurement';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { RolesService } from '../roles/roles.service.js';
import { scorecardViewsOf } from './scorecard.view.js';

type Loops = RouteView<typeof routes.comparison.loops>;

@Injectable()
export class ComparisonService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hiringLoops: HiringLoopStore,
    private readonly scorecards: ScorecardStore,
    private readonly candidates: CandidateStore,
    private readonly staff: StaffStore,
    private readonly audit: AuditStore,
    private readonly roles: RolesService,
  ) {}

  async loops(actor: StaffActor | ApiKeyActor): Promise<Loops> {
    return { items: await this.unitOfWork.run(actor.tenantId, (tx) => this.hiringLoops.list(tx)) };
  }

  async get(actor: StaffActor | ApiKeyActor, loopId: string, names: 'hidden' | 'shown'): Promise<ComparisonView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const loop = await this.loop(tx, loopId);
      const role = await this.roles.version(tx, loop.roleProfileVersionId);
      const rows = await this.scorecards.listNewest(tx, loopId);
      const identities =
        names === 'shown'
          ? await this.reveal(
              tx,
              actor,
              loopId,
              rows.map(({ candidateId }) => candidateId),
            )
          : new Map<string, CandidateIdentity>();
      const raters = new Map((await this.staff.list(tx)).map(({ id, name }) => [id, name]));
      const candidates = scorecardViewsOf(rows, { role: role.manifest, raters, identities });
      return {
        loop: {
          id: loop.id,
          title: loop.title,
          role: { id: role.id, title: role.manifest.title, version: role.manifest.version },
        },
        competencies: role.manifest.competencies.map(({ id, name, shortName, weight, expectedLevel }) => ({
          id,
          name,
          shortName,
          weight,
          expectedLevel,
        })),
        candidates,
        pairs: pairsOf(candidates),
      };
    });
  }

  /** @throws AssayError `not-found` when the company has no such loop. */
  async loop(tx: Transaction, loopId: string): Promise<HiringLoopRow> {
    const loop = await this.hiringLoops.findOptional(tx, loopId);
    if (loop === null) {
      throw new AssayError('not-found', 'There is no such hiring loop in your company.');
    }
    return loop;
  }

  /** Names are looked up only when they were asked for, and that is written down. */
  private async reveal(tx: Transaction, actor: StaffActor | ApiKeyActor, loopId: string, candidateIds: readonly string[]) {
    await this.audit.appendUnlessRecent(
      tx,
      {
        action: 'candidate-names.shown',
        actor: auditName(actor),
        subject: `loop:${loopId}`,
        payload: { candidates: candidateIds.length },
      },
      revealSeconds,
    );
    return this.candidates.identities(tx, candidateIds);
  }
}

/** A screen that is read again within the hour is one look. */
const revealSeconds = 3_600;

function pairsOf(candidates: readonly ScorecardView[]): ComparisonView['pairs'] {
  const measured = candidates.flatMap(({ candidate, overall: { score, se } }) =>
    score === null || se === null ? [] : [{ id: candidate.id, score, se }],
  );
  return measured.flatMap((a, index) =>
    measured.slice(index + 1).map((b) => ({ a: a.id, b: b.id, chance: chanceOutranks(a, b) })),
  );
}
