import type { AttemptEvent, GradingReport } from '@assay/contracts';
import type { Transaction } from '@assay/database';
import { FileSetStore } from '@assay/database';
import { graceSeconds, receiptOf } from '@assay/domain';
import { hashOfFiles } from '@assay/platform';
import type { Company } from './company.js';
import { exerciseOf } from './company.js';
import { demoId } from './demo-id.js';
import type { DemoPiece } from './demo.js';
import { pieceKey } from './demo.js';
import type { History } from './history.js';
import type { HandedInPiece, Sitting } from './sittings.js';
import { later } from './sittings.js';

/** From handing in to the worker's claim, and how long a save was before handing in. */
const queueSeconds = 1.4;
const lastSaveSeconds = 20;

interface Told {
  at: Date;
  event: AttemptEvent['event'];
}

/** A piece of a sitting, where it lies in the database, and its recorded report. */
interface GradedPiece extends HandedInPiece {
  exerciseVersionId: string;
  filesHash: string;
  report: GradingReport;
}

/** Adds a sitting: the attempt, what was saved and handed in, its gradings as they were recorded, and what was told. */
export async function addSitting(
  tx: Transaction,
  history: History,
  company: Company,
  sitting: Sitting,
  reportOf: (piece: DemoPiece) => GradingReport,
): Promise<void> {
  const { attemptId, closedAt, candidate } = sitting;
  const told: Told[] = [{ at: closedAt, event: { type: 'closed', at: closedAt.toISOString(), how: candidate.closed } }];
  for (const handedIn of sitting.pieces) {
    const { exercise, files } = handedIn.piece;
    const { versionId: exerciseVersionId } = exerciseOf(company, exercise.manifest.slug);
    const graded = { ...handedIn, exerciseVersionId, filesHash: hashOfFiles(files), report: reportOf(handedIn.piece) };
    addSubmission(history, sitting, graded, await addRevisions(tx, history, sitting, graded));
    told.push(...addGrading(history, sitting, graded));
  }
  addAttempt(history, company, sitting, told.length);
  told.sort((one, other) => one.at.getTime() - other.at.getTime());
  for (const [index, { at, event }] of told.entries()) {
    history.add('attempt_event', { attempt_id: attemptId, seq: index + 1, at, event });
  }
}

function addAttempt(history: History, company: Company, sitting: Sitting, events: number): void {
  const { attemptId, invitationId, candidateId, candidate, startedAt, deadline, closedAt } = sitting;
  history.add('attempt', {
    id: attemptId,
    invitation_id: invitationId,
    assessment_version_id: company.assessmentVersionId,
    candidate_id: candidateId,
    time_factor: candidate.timeFactor,
    started_at: startedAt,
    deadline,
    grace_seconds: graceSeconds,
    time_credit_seconds: 0,
    closed_at: closedAt,
    closed_how: candidate.closed,
    last_event: events,
  });
  const actor = `candidate:${candidateId}`;
  history.note(startedAt, {
    action: 'attempt.started',
    actor,
    subject: `attempt:${attemptId}`,
    payload: { invitationId, timeFactor: candidate.timeFactor, deadline: deadline.toISOString(), rulesAccepted: true },
  });
  history.note(closedAt, {
    action: 'attempt.closed',
    actor: actorAtEnd(sitting, candidate.closed === 'deadline'),
    subject: `attempt:${attemptId}`,
    payload: { how: candidate.closed },
  });
}

/** Code was saved first, notes and tests later; answers the id of the revision that was handed in. */
async function addRevisions(tx: Transaction, history: History, sitting: Sitting, graded: GradedPiece): Promise<string> {
  const { piece, begunAt, receivedAt, automatic, exerciseVersionId, filesHash } = graded;
  const given = new Map(piece.exercise.starter.map(({ path, content }) => [path, content]));
  const isCode = (path: string) => path.endsWith('.py') && !path.startsWith('test_');
  const draft = piece.files.map(({ path, content }) => ({
    path,
    content: isCode(path) ? content : (given.get(path) ?? content),
  }));
  const fileSets = new FileSetStore();
  const draftHash = await fileSets.keep(tx, draft);
  await fileSets.keep(tx, piece.files);
  const saved = [...(draftHash === filesHash ? [] : [draftHash]), filesHash];
  const lastSavedAt = later(automatic ? sitting.deadline : receivedAt, -lastSaveSeconds);
  const between = (lastSavedAt.getTime() - begunAt.getTime()) / 1_000;
  const ids = saved.map((hash, index) => {
    const savedAt = index === saved.length - 1 ? lastSavedAt : later(begunAt, between * 0.7);
    const name = `${pieceKey(piece)} ${String(index + 1)}`;
    const id = demoId(`revision ${name}`, savedAt);
    history.add('revision', {
      id,
      attempt_id: sitting.attemptId,
      exercise_version_id: exerciseVersionId,
      seq: index + 1,
      client_id: demoId(`save ${name}`, savedAt),
      files_hash: hash,
      label: null,
      saved_at: savedAt,
    });
    return id;
  });
  return ids.at(-1) ?? '';
}

function addSubmission(history: History, sitting: Sitting, graded: GradedPiece, revisionId: string): void {
  const { piece, submissionId, receivedAt, automatic, exerciseVersionId, filesHash } = graded;
  history.add('submission', {
    id: submissionId,
    attempt_id: sitting.attemptId,
    exercise_version_id: exerciseVersionId,
    revision_id: revisionId,
    files_hash: filesHash,
    idempotency_key: demoId(`hand in ${pieceKey(piece)}`, receivedAt),
    automatic,
    received_at: receivedAt,
  });
  history.note(receivedAt, {
    action: 'submission.received',
    actor: actorAtEnd(sitting, automatic),
    subject: `submission:${submissionId}`,
    payload: { attemptId: sitting.attemptId, exerciseVersionId, filesHash, automatic },
  });
}

/** The recorded report as a finished grading job with its cases; answers what the candidate was told of it. */
function addGrading(history: History, sitting: Sitting, graded: GradedPiece): Told[] {
  const { piece, submissionId, receivedAt, automatic, exerciseVersionId, filesHash, report } = graded;
  const claimedAt = later(receivedAt, queueSeconds);
  const finishedAt = later(claimedAt, report.usage.wallMs / 1_000);
  const gradingJobId = demoId(`grading ${pieceKey(piece)}`, receivedAt);
  history.add('grading_job', {
    id: gradingJobId,
    purpose: 'grading',
    attempt_id: sitting.attemptId,
    exercise_version_id: exerciseVersionId,
    submission_id: submissionId,
    files_hash: filesHash,
    epoch: 1,
    requested_by: actorAtEnd(sitting, automatic),
    requested_at: receivedAt,
    available_at: receivedAt,
    fence: 1,
    tries: 1,
    claimed_at: claimedAt,
    worker_id: 'recorded',
    finished_at: finishedAt,
    verdict: report.verdict,
    score: report.score,
    report,
  });
  for (const [
    position,
    { id, group, outcome, requirements, message, expected, actual, stdout, durationMs },
  ] of report.cases.entries()) {
    const texts = { message, expected, actual, stdout };
    const place = { grading_job_id: gradingJobId, group_id: group, case_id: id, position };
    history.add('case_result', { ...place, outcome, requirements, ...texts, duration_ms: durationMs });
  }
  history.note(finishedAt, {
    action: 'grading.finished',
    actor: 'system',
    subject: `submission:${submissionId}`,
    payload: { gradingJobId, epoch: 1, verdict: report.verdict, score: report.score, runtime: report.runtime },
  });
  const submission = { id: submissionId, exerciseVersionId, filesHash, receivedAt, automatic };
  return [
    { at: receivedAt, event: { type: 'submission', receipt: receiptOf(submission, 'queued') } },
    { at: finishedAt, event: { type: 'submission', receipt: receiptOf(submission, 'graded') } },
  ];
}

/** Who hands in or ends: the candidate, or the platform when the time ran out. */
function actorAtEnd({ candidateId }: Sitting, automatic: boolean): string {
  return automatic ? 'system' : `candidate:${candidateId}`;
}
