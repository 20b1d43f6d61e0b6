import type { GradingReport } from '@assay/contracts';
import type { Transaction } from '@assay/database';
import { CandidateStore, DecisionStore, GradingJobStore, RatingStore, ScorecardStore, ScoredWorkStore } from '@assay/database';
import { AssayError } from '@assay/platform';
import { addSitting } from './attempt-history.js';
import type { Company } from './company.js';
import { dated, makeCompany, memberOf } from './company.js';
import type { Demo, DemoPiece } from './demo.js';
import { History } from './history.js';
import { addInvitation } from './invitation-history.js';
import { ratingsOf } from './ratings.js';
import { readReport } from './recorded-reports.js';
import type { PlannedReview } from './review-plan.js';
import { ReviewCalendar } from './review-plan.js';
import { addReviews } from './review-history.js';
import type { Sitting } from './sittings.js';
import { idsOf, sittingOf } from './sittings.js';

type ReportOf = (piece: DemoPiece) => GradingReport;

/** The recorded report of every piece. @throws AssayError `set-up-failed` when one is missing or of something else. */
export async function readReports(pieces: readonly DemoPiece[]): Promise<ReadonlyMap<DemoPiece, GradingReport>> {
  return new Map(await Promise.all(pieces.map(async (piece) => [piece, await readReport(piece)] as const)));
}

/**
 * Writes the demo into the transaction's tenant, which must not exist yet. Needs a transaction of the owner role, since it
 * makes the company.
 *
 * @throws AssayError `set-up-failed` when the files of the demo do not fit each other.
 */
export async function loadDemo(tx: Transaction, demo: Demo, reports: ReadonlyMap<DemoPiece, GradingReport>): Promise<void> {
  const history = new History(tx.tenantId);
  const company = await makeCompany(tx, demo, history);
  const sittings = sittingsOf(demo, company);
  for (const candidate of demo.cast.candidates) {
    addInvitation(history, company, demo.cast, candidate);
  }
  const reportOf: ReportOf = (piece) => reports.get(piece) ?? missing(piece);
  for (const sitting of sittings) {
    await addSitting(tx, history, company, sitting, reportOf);
  }
  const reviews = planReviews(demo, company, sittings, reportOf);
  for (const ofOnePiece of reviews) {
    addReviews(history, company, ofOnePiece);
  }
  await history.write(tx);
  await computeScorecards(tx, sittings, reviews.flat());
  await decide(tx, demo, company);
}

function missing({ name }: DemoPiece): never {
  throw new AssayError('set-up-failed', `The demo has no report of ${name}.`);
}

function sittingsOf({ cast, pieces }: Demo, company: Company): Sitting[] {
  return cast.candidates.flatMap((candidate) => {
    const own = pieces.filter((piece) => piece.candidate === candidate);
    return candidate.startedAt ? [sittingOf(candidate, candidate.startedAt, own, company.minutes)] : [];
  });
}

function planReviews(demo: Demo, company: Company, sittings: readonly Sitting[], reportOf: ReportOf): PlannedReview[][] {
  const calendar = new ReviewCalendar();
  return sittings.flatMap((sitting) =>
    sitting.pieces.map((handedIn) => {
      const { name, files, exercise, candidate } = handedIn.piece;
      const { slug } = exercise.manifest;
      const rated = { exercise: slug, name, files, report: reportOf(handedIn.piece) };
      const assignments = (candidate.work[slug]?.raters ?? []).map((key, index) => {
        const rater = memberOf(company.staff, key);
        return { raterId: rater.id, ratings: ratingsOf(demo.ratings, rated, rater, index + 1) };
      });
      return calendar.plan(sitting, handedIn, exercise.rubric, assignments);
    }),
  );
}

/** By the product's own computation, as of the last rating of each candidate. */
async function computeScorecards(
  tx: Transaction,
  sittings: readonly Sitting[],
  reviews: readonly PlannedReview[],
): Promise<void> {
  const scorecards = makeScorecardStore();
  for (const { attemptId, closedAt } of sittings) {
    const rated = reviews.flatMap(({ sitting, done }) => (done && sitting.attemptId === attemptId ? [done.submittedAt] : []));
    const last = rated.reduce((latest, at) => (at > latest ? at : latest), closedAt);
    await scorecards.recomputeScorecard(dated(tx, last), attemptId);
  }
}

function makeScorecardStore(): ScorecardStore {
  const ratings = new RatingStore();
  return new ScorecardStore(new ScoredWorkStore(new GradingJobStore(), ratings), ratings, new CandidateStore());
}

async function decide(tx: Transaction, { cast }: Demo, { loopId, staff }: Company): Promise<void> {
  const scorecards = makeScorecardStore();
  const history = new History(tx.tenantId);
  for (const { candidate: name, by, at, outcome, reason, competencies } of cast.decisions) {
    const candidate = cast.candidates.find((one) => one.name === name);
    const scorecard = candidate ? await scorecards.findOptionalNewest(tx, loopId, idsOf(candidate).candidateId) : null;
    if (scorecard === null) {
      throw new AssayError('set-up-failed', `cast.yaml decides about ${name}, who has no scorecard.`);
    }
    const { candidateId } = scorecard;
    const decidedBy = memberOf(staff, by).id;
    const decision = { loopId, candidateId, scorecardId: scorecard.id, outcome, reason, competencies, decidedBy };
    const decisionId = await new DecisionStore().add(dated(tx, at), decision);
    history.note(at, {
      action: 'decision.recorded',
      actor: `staff:${decidedBy}`,
      subject: `candidate:${candidateId}`,
      payload: {
        decisionId,
        loopId,
        outcome,
        competencies,
        scorecardId: scorecard.id,
        inputsHash: scorecard.inputsHash,
        overall: scorecard.data.overall,
      },
    });
  }
  await history.write(tx);
}
