/**
 * The rules of an attempt's time. All instants come from the database's clock; nothing here reads a clock of its own.
 */

/** How long after the deadline a write may still arrive, in seconds: the way from the browser costs time too. */
export const graceSeconds = 5;

/** Trial runs per exercise of an attempt: more than anyone needs, few enough that nobody can keep the sandboxes busy. */
export const runsPerExercise = 60;

export interface AttemptTimes {
  /** Absolute; already holds the candidate's time factor and every extension. */
  readonly deadline: Date;
  readonly graceSeconds: number;
  /** When it ended; null while it runs. */
  readonly closedAt: Date | null;
}

/** `open` until the deadline (inclusive), `grace` until deadline + grace (inclusive), then `closed`. */
export type AttemptPhase = 'open' | 'grace' | 'closed';

/** Minutes a candidate gets: the assessment's minutes times the accommodation's factor. */
export function minutesGranted(minutes: number, timeFactor: number): number {
  return minutes * timeFactor;
}

/** The absolute deadline of an attempt that starts now. */
export function deadlineAtStart(startedAt: Date, minutes: number, timeFactor: number): Date {
  return later(startedAt, minutesGranted(minutes, timeFactor) * 60);
}

/** The deadline after time was given, in seconds: as an accommodation, or credited because the platform failed. */
export function extendedDeadline(deadline: Date, seconds: number): Date {
  return later(deadline, seconds);
}

/** The last instant at which a write is accepted. */
export function lastAcceptedAt(times: Pick<AttemptTimes, 'deadline' | 'graceSeconds'>): Date {
  return later(times.deadline, times.graceSeconds);
}

/** Where an attempt stands for a request that the database received at `receivedAt`. An attempt that was closed stays closed. */
export function phaseAt(times: AttemptTimes, receivedAt: Date): AttemptPhase {
  if (times.closedAt !== null || receivedAt > lastAcceptedAt(times)) {
    return 'closed';
  }
  return receivedAt > times.deadline ? 'grace' : 'open';
}

/** How many trial runs are left for an exercise. */
export function runsLeft(used: number): number {
  return Math.max(0, runsPerExercise - used);
}

function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + Math.round(seconds * 1_000));
}
