import { deadlineAtStart, graceSeconds } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { demoId } from './demo-id.js';
import type { CastCandidate } from './demo.schema.js';
import type { DemoPiece } from './demo.js';
import { pieceKey } from './demo.js';

/** What became of one piece of work, and when. */
export interface HandedInPiece {
  piece: DemoPiece;
  begunAt: Date;
  receivedAt: Date;
  /** By the platform, when the time ran out. */
  automatic: boolean;
  submissionId: string;
}

/** One candidate's sitting with its instants. */
export interface Sitting {
  candidate: CastCandidate;
  candidateId: string;
  invitationId: string;
  attemptId: string;
  startedAt: Date;
  deadline: Date;
  closedAt: Date;
  pieces: HandedInPiece[];
}

/** How long after the last second the platform ends an attempt. */
const sweepSeconds = 2;

/** The ids that rows of a candidate have, started or not. */
export function idsOf({ name, invitedAt }: CastCandidate): { candidateId: string; invitationId: string } {
  return { candidateId: demoId(`candidate ${name}`, invitedAt), invitationId: demoId(`invitation ${name}`, invitedAt) };
}

/**
 * The sitting of a candidate who started, with the exercises one after the other.
 *
 * @throws AssayError `set-up-failed` when the minutes of the cast do not fit the time that the candidate had.
 */
export function sittingOf(candidate: CastCandidate, startedAt: Date, pieces: readonly DemoPiece[], minutes: number): Sitting {
  const deadline = deadlineAtStart(startedAt, minutes, candidate.timeFactor);
  const ranOut = candidate.closed === 'deadline';
  const cutAt = later(deadline, graceSeconds + sweepSeconds);
  let clock = startedAt;
  const handedIn = pieces.map((piece, index): HandedInPiece => {
    const begunAt = clock;
    clock = later(begunAt, minutesOf(piece) * 60);
    const automatic = ranOut && index === pieces.length - 1;
    const receivedAt = automatic ? cutAt : clock;
    return { piece, begunAt, receivedAt, automatic, submissionId: demoId(`submission ${pieceKey(piece)}`, receivedAt) };
  });
  if (clock > deadline || (ranOut && clock < deadline)) {
    throw new AssayError('set-up-failed', `The minutes of ${candidate.name} in cast.yaml do not fit the time of the assessment.`);
  }
  const attemptId = demoId(`attempt ${candidate.name}`, startedAt);
  const closedAt = ranOut ? cutAt : clock;
  return { candidate, ...idsOf(candidate), attemptId, startedAt, deadline, closedAt, pieces: handedIn };
}

export function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + Math.round(seconds * 1_000));
}

function minutesOf({ candidate, exercise }: DemoPiece): number {
  return candidate.work[exercise.manifest.slug]?.minutes ?? 0;
}
