import type { RubricManifest } from '@assay/contracts';
import { needsAdjudication, reviewSlots } from '@assay/domain';
import { AssayError } from '@assay/platform';
import type { DemoRating } from './ratings.js';
import type { HandedInPiece, Sitting } from './sittings.js';
import { later } from './sittings.js';

/** A review that was done, by whom and when. */
export interface DoneReview {
  raterId: string;
  claimedAt: Date;
  submittedAt: Date;
  ratings: DemoRating[];
}

/** One place for a rater at one piece, taken or free. */
export interface PlannedReview {
  sitting: Sitting;
  handedIn: HandedInPiece;
  slot: number;
  openedAt: Date;
  done: DoneReview | null;
}

/** Somebody who rates a piece, and what they will say. */
export interface Assignment {
  raterId: string;
  ratings: DemoRating[];
}

const minutesToRead = 14;
const minutesPerCriterion = 6;
const minutesBetween = 10;
/** Reviews begin on the next working day, at half past eight. */
const startOfDay = { hour: 8, minute: 30 };

/** Puts reviews on a calendar: nobody does two at once, and a third follows two that disagree. */
export class ReviewCalendar {
  private readonly freeFrom = new Map<string, Date>();

  /**
   * The reviews of one piece, in the order of its assignments.
   *
   * @throws AssayError `set-up-failed` when a third rater is named where two agree.
   */
  plan(sitting: Sitting, handedIn: HandedInPiece, rubric: RubricManifest, assignments: readonly Assignment[]): PlannedReview[] {
    const place = { sitting, handedIn };
    const first = Array.from({ length: reviewSlots }, (_, index): PlannedReview => {
      const assignment = assignments[index];
      const openedAt = sitting.closedAt;
      return { ...place, slot: index + 1, openedAt, done: assignment ? this.book(assignment, openedAt) : null };
    });
    const ends = first.flatMap(({ done }) => (done ? [done.submittedAt] : []));
    const adjudicator = assignments[reviewSlots];
    if (ends.length < reviewSlots || disputedCriteria(rubric, first).length === 0) {
      if (adjudicator) {
        throw new AssayError('set-up-failed', `cast.yaml names a third rater for ${sitting.candidate.name} where two agree.`);
      }
      return first;
    }
    const openedAt = ends.reduce((latest, end) => (end > latest ? end : latest));
    const done = adjudicator ? this.book(adjudicator, openedAt) : null;
    return [...first, { ...place, slot: reviewSlots + 1, openedAt, done }];
  }

  private book({ raterId, ratings }: Assignment, openedAt: Date): DoneReview {
    const free = this.freeFrom.get(raterId);
    const earliest = nextWorkingDay(openedAt);
    const claimedAt = free !== undefined && free > earliest ? free : earliest;
    const submittedAt = later(claimedAt, (minutesToRead + minutesPerCriterion * ratings.length) * 60);
    this.freeFrom.set(raterId, later(submittedAt, minutesBetween * 60));
    return { raterId, claimedAt, submittedAt, ratings };
  }
}

/** The criteria at which the first two raters disagree so that a third is asked. */
export function disputedCriteria(rubric: RubricManifest, reviews: readonly PlannedReview[]): string[] {
  const [one, other] = reviews.map(({ done }) => new Map(done?.ratings.map(({ criterion, level }) => [criterion, level])));
  return rubric.criteria.flatMap(({ id }) => {
    const [first, second] = [one?.get(id), other?.get(id)];
    return first !== undefined && second !== undefined && needsAdjudication(first, second) ? [id] : [];
  });
}

function nextWorkingDay(instant: Date): Date {
  const day = new Date(instant);
  day.setUTCHours(startOfDay.hour, startOfDay.minute, 0, 0);
  do {
    day.setUTCDate(day.getUTCDate() + 1);
  } while (day.getUTCDay() === 0 || day.getUTCDay() === 6);
  return day;
}
