import type { AttemptRow, Transaction } from '@assay/database';
import { AttemptStore, SittingStore } from '@assay/database';
import { phaseAt } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { CandidateActor } from '../http/actor.js';

/** What every write of a candidate asks first: that the attempt has started, that time is left, that the exercise is theirs. */
@Injectable()
export class RunningAttemptService {
  constructor(
    private readonly attempts: AttemptStore,
    private readonly sittings: SittingStore,
  ) {}

  /**
   * Holds the candidate's attempt until the transaction ends.
   *
   * @throws AssayError `attempt-not-started`
   */
  async lock(tx: Transaction, actor: CandidateActor): Promise<AttemptRow> {
    return startedOnly(await this.attempts.lockOptionalByInvitation(tx, actor.invitationId));
  }

  /** Reads the candidate's attempt; throws as `lock` does. */
  async find(tx: Transaction, actor: CandidateActor): Promise<AttemptRow> {
    return startedOnly(await this.attempts.findOptionalByInvitation(tx, actor.invitationId));
  }

  /**
   * Asks the locked attempt whether the request came in time, by the instant at which the database received it.
   *
   * @throws AssayError `attempt-closed`
   */
  assertOpen(tx: Transaction, attempt: AttemptRow): void {
    if (phaseAt(attempt, tx.receivedAt) !== 'closed') {
      return;
    }
    throw new AssayError(
      'attempt-closed',
      'The time is over, so this came too late. What was saved before the end was handed in; this text stays visible to you.',
      { extra: { deadline: attempt.deadline.toISOString(), closedAt: attempt.closedAt?.toISOString() ?? null } },
    );
  }

  /** @throws AssayError `not-found` for an exercise of another assessment. */
  async assertExercise(tx: Transaction, attempt: AttemptRow, exerciseId: string): Promise<void> {
    if (await this.sittings.hasExercise(tx, attempt.assessmentVersionId, exerciseId)) {
      return;
    }
    throw new AssayError('not-found', 'This exercise is not part of your assessment.');
  }
}

function startedOnly(attempt: AttemptRow | null): AttemptRow {
  if (attempt !== null) {
    return attempt;
  }
  throw new AssayError('attempt-not-started', 'Press Start first: the clock and the exercises wait for it.');
}
