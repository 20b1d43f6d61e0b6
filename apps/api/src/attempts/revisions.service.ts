import type { RevisionView, RouteRequest, RouteView, routes, TextFile } from '@assay/contracts';
import type { AttemptRow, RevisionRow, Transaction } from '@assay/database';
import { FileSetStore, RevisionStore, SittingStore, UnitOfWork } from '@assay/database';
import { issuesOfFiles, visibleTestsFolder } from '@assay/domain';
import { AssayError, hashOfFiles } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { CandidateActor } from '../http/actor.js';
import { revisionView } from './attempt.view.js';
import { RunningAttemptService } from './running-attempt.service.js';

type SaveBody = RouteRequest<typeof routes.attempts.saveRevision>['body'];

/** Saved states: every one that was acknowledged is there for good, once. */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revisions: RevisionStore,
    private readonly fileSets: FileSetStore,
    private readonly sittings: SittingStore,
    private readonly running: RunningAttemptService,
  ) {}

  /**
   * Saves files on top of the state that the browser last knew. A repeat of a save that was acknowledged (same client id and
   * files) answers the first row, also after the end; a save on top of a state that is no longer the newest is refused with
   * the newest. A labelled save is set aside: it is kept in the history and replaces nothing.
   */
  async save(actor: CandidateActor, exerciseId: string, body: SaveBody): Promise<RevisionView> {
    assertTakeable(body.files);
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.lock(tx, actor);
      const files = await this.editable(tx, exerciseId, body.files);
      const before = await this.revisions.findOptionalByClientId(tx, attempt.id, body.clientId);
      if (before !== null) {
        return revisionView(sameOnly(before, exerciseId, files));
      }
      this.running.assertOpen(tx, attempt);
      await this.running.assertExercise(tx, attempt, exerciseId);
      const label = body.label ?? null;
      if (label === null) {
        await this.assertNewest(tx, attempt, exerciseId, body.baseSeq);
      }
      const filesHash = await this.fileSets.keep(tx, files);
      const revision = { attemptId: attempt.id, exerciseVersionId: exerciseId, clientId: body.clientId, filesHash, label };
      return revisionView(await this.revisions.add(tx, revision));
    });
  }

  async list(actor: CandidateActor, exerciseId: string): Promise<{ items: RevisionView[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.find(tx, actor);
      await this.running.assertExercise(tx, attempt, exerciseId);
      const rows = await this.revisions.list(tx, attempt.id, exerciseId);
      return { items: rows.map(revisionView) };
    });
  }

  async get(actor: CandidateActor, revisionId: string): Promise<RouteView<typeof routes.attempts.revision>> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.find(tx, actor);
      const revision = await this.revisions.findOptional(tx, attempt.id, revisionId);
      if (revision === null) {
        throw new AssayError('not-found', 'There is no such saved state in your attempt.');
      }
      return { revision: revisionView(revision), files: await this.fileSets.get(tx, revision.filesHash) };
    });
  }

  private async assertNewest(tx: Transaction, attempt: AttemptRow, exerciseId: string, baseSeq: number): Promise<void> {
    const heads = await this.revisions.heads(tx, attempt.id);
    const head = heads.find(({ exerciseVersionId }) => exerciseVersionId === exerciseId);
    if (head === undefined || head.seq <= baseSeq) {
      return;
    }
    throw new AssayError(
      'revision-conflict',
      'Another window or device saved this exercise in the meantime. Your text is not lost: choose which one to keep.',
      { extra: { revision: revisionView(head), files: await this.fileSets.get(tx, head.filesHash) } },
    );
  }

  /** The files without the visible tests, which belong to the exercise: unchanged ones are left out, changed ones refused. */
  private async editable(tx: Transaction, exerciseId: string, files: TextFile[]): Promise<TextFile[]> {
    if (!files.some(({ path }) => path.startsWith(visibleTestsFolder))) {
      return files;
    }
    const tests = await this.sittings.visibleTests(tx, exerciseId);
    const given = new Map(tests.map(({ path, content }) => [visibleTestsFolder + path, content]));
    const changed = files.filter(({ path, content }) => given.has(path) && given.get(path) !== content);
    if (changed.length > 0) {
      throw filesRefused(
        changed.map(({ path }) => ({ path, message: 'This file belongs to the exercise and cannot be changed.' })),
      );
    }
    return files.filter(({ path }) => !given.has(path));
  }
}

function sameOnly(before: RevisionRow, exerciseId: string, files: TextFile[]): RevisionRow {
  if (before.exerciseVersionId === exerciseId && before.filesHash === hashOfFiles(files)) {
    return before;
  }
  throw new AssayError('idempotency-key-reused', 'This clientId was used for another save: make a new one for each save.');
}

function assertTakeable(files: TextFile[]): void {
  const issues = issuesOfFiles(files);
  if (issues.length > 0) {
    throw filesRefused(issues);
  }
}

function filesRefused(issues: { path: string; message: string }[]): AssayError {
  const [first] = issues;
  const where = first === undefined || first.path === '' ? '' : `${first.path}: `;
  return new AssayError('files-refused', `These files cannot be saved. ${where}${first?.message ?? ''}`, { issues });
}
