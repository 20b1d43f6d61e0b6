import type { RouteRequest, RouteView, routes } from '@assay/contracts';
import { CandidateStore, ReviewedWorkStore, UnitOfWork } from '@assay/database';
import { blindFiles } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';

type Lines = RouteView<typeof routes.comparison.evidence>;
type Place = RouteRequest<typeof routes.comparison.evidence>;

/** More than anyone cites, less than a page has to fetch at once. */
const mostLines = 400;

@Injectable()
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly work: ReviewedWorkStore,
    private readonly candidates: CandidateStore,
  ) {}

  /** The cited lines as the rater saw them: blinded, so that hiding names on the comparison hides them here too. */
  async lines(actor: StaffActor | ApiKeyActor, { loopId, candidateId }: Place['params'], query: Place['query']): Promise<Lines> {
    const { submissionId, path, from, to } = query;
    if (to < from) {
      throw new AssayError('invalid-input', 'The last line stands before the first.', {
        issues: [{ path: 'to', message: `Ask for line ${from} or a later one.` }],
      });
    }
    const files = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const found = await this.work.findOptionalFiles(tx, { loopId, candidateId, submissionId });
      const identity = (await this.candidates.identities(tx, [candidateId])).get(candidateId);
      return found && blindFiles(found, identity ?? { name: '', email: '' });
    });
    const file = files?.find((one) => one.path === path);
    if (!file) {
      throw new AssayError('not-found', 'There is no such file in what this candidate handed in.');
    }
    const last = Math.min(to, from + mostLines - 1);
    return { path, from, lines: file.content.split('\n').slice(from - 1, last) };
  }
}
