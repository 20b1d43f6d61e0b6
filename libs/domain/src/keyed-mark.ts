import type { RunCase } from '@assay/contracts';

/** What an answer earned at one place of the key. */
export interface Mark {
  /** Unique in the answers file: an entry, or a part of one. */
  readonly id: string;
  readonly requirements: readonly string[];
  /** Most that could be earned. */
  readonly points: number;
  readonly earned: number;
  /** Why not all was earned, in a sentence that tells nothing of the key. */
  readonly remark: string | null;
  /** The candidate's answer, or the part of it that counted here; undefined when there is none. */
  readonly answer?: unknown;
}

const longestAnswer = 500;

/**
 * The cases of a mark: one for each point, so that a group's passed/total is its share of points. The n-th passes when at least n
 * points were earned. `<source>::<id>`, or `<source>::<id>[n]` where several points can be earned.
 */
export function casesOfMark(source: string, { id, requirements, points, earned, remark, answer }: Mark): RunCase[] {
  const actual = answer === undefined ? null : shown(answer);
  return Array.from({ length: points }, (_, index): RunCase => {
    const passed = index < earned;
    return {
      id: `${source}::${id}${points === 1 ? '' : `[${String(index + 1)}]`}`,
      outcome: passed ? 'passed' : 'failed',
      requirements: [...requirements],
      message: passed ? null : remark,
      expected: null,
      actual,
      stdout: null,
      durationMs: null,
    };
  });
}

/** JSON escapes what is no valid text; what the cut leaves of a half character is replaced. */
function shown(answer: unknown): string {
  return JSON.stringify(answer).slice(0, longestAnswer).toWellFormed();
}
