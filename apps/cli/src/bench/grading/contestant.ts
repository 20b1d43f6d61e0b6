import { AssayError } from '@assay/platform';

/** The ways of grading a submission that are compared. */
export const contestantNames = ['bare pytest', 'docker run', 'pool hit', 'pool miss', 'bubblewrap hit'] as const;
export type ContestantName = (typeof contestantNames)[number];

/** Something that is done again and again, each time with the time taken. */
export interface Timed<Name extends string> {
  readonly name: Name;
  /** Waits, outside the time that is taken, until it is ready and nothing of its last run is under way. */
  settle(): Promise<void>;
  /**
   * From files in hand to result known.
   *
   * @throws AssayError `bench-failed` unless every test passed
   */
  run(): Promise<void>;
}

/** One way of grading a suite. Whoever made it must `close` it. */
export interface Contestant extends Timed<ContestantName> {
  close(): Promise<void>;
}

/** A run that did not do the work that is timed: nothing may be concluded from its time. */
export function notAllPassed(name: ContestantName, said: string): AssayError {
  return new AssayError('bench-failed', `A run by ${name} did not pass all tests, so its time says nothing. It said:\n${said}`);
}

/** Whether pytest's last words are that so many tests passed and nothing else happened. */
export function saysAllPassed(output: string, tests: number): boolean {
  return new RegExp(`(^|\\n)=* ?${tests} passed(, \\d+ warnings?)? in `).test(output);
}
