import type { RouteRequest, routes, TrialRunView } from '@assay/contracts';
import { AttemptEventStore, GradingJobStore, RevisionStore, UnitOfWork } from '@assay/database';
import { hasVisibleTests, runsLeft, trialRunOf } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { JobProducer } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import type { CandidateActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { AttemptReadingService } from './attempt-reading.service.js';
import { trialRunView } from './attempt.view.js';
import { RunningAttemptService } from './running-attempt.service.js';

type RunBody = RouteRequest<typeof routes.attempts.run>['body'];

/** Trial runs: the visible tests on a saved state. */
@Injectable()
export class TrialRunsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revisions: RevisionStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly events: AttemptEventStore,
    private readonly running: RunningAttemptService,
    private readonly reading: AttemptReadingService,
    private readonly producer: JobProducer,
  ) {}

  /** Asks for a run; the same client id again answers the run that it asked for first. */
  async request(actor: CandidateActor, exerciseId: string, { clientId, revisionId }: RunBody): Promise<TrialRunView> {
    const { job, added, view } = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.lock(tx, actor);
      const revision = await this.revisions.findOptional(tx, attempt.id, revisionId);
      if (revision?.exerciseVersionId !== exerciseId) {
        throw new AssayError('not-found', 'There is no such saved state of this exercise: save first, then run.');
      }
      const { manifest } = await this.reading.exercise(tx, attempt, exerciseId);
      if (!hasVisibleTests(manifest)) {
        throw new AssayError('nothing-to-run', 'Nothing is run here: save your work, and hand it in when you are done.');
      }
      const used = await this.gradingJobs.countTrials(tx, attempt.id, exerciseId);
      const requested = await this.gradingJobs.requestTrial(tx, revision, clientId, auditName(actor));
      if (!requested.added) {
        return { ...requested, view: trialRunView(requested.job, manifest, tx.receivedAt) };
      }
      this.running.assertOpen(tx, attempt);
      if (runsLeft(used) === 0) {
        throw new AssayError('too-many-runs', 'All runs of this exercise are used. You can still edit and hand in.');
      }
      const run = trialRunOf(requested.job, 'queued', null);
      await this.events.append(tx, attempt.id, { type: 'run', run });
      return { ...requested, view: run };
    });
    if (added) {
      await this.producer.addGrading({ tenantId: actor.tenantId, gradingJobId: job.id, fence: job.fence, purpose: 'trial' });
    }
    return view;
  }
}
