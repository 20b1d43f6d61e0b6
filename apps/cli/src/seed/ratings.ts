import type { Evidence, GradingReport, Level, TextFile } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import type { CastMember, CriterionTexts, RatingTexts } from './demo.schema.js';

export interface DemoRating {
  criterion: string;
  level: Level;
  evidence: Evidence[];
  reason: string;
}

/** Who rates. */
export type Rater = Pick<CastMember, 'strictness' | 'leanings'>;

/** What is rated. */
export interface RatedPiece {
  exercise: string;
  name: string;
  files: readonly TextFile[];
  report: Pick<GradingReport, 'cases'>;
}

/** The bar of the role: below it a rater also cites a failed test. */
const bar = 3;

/** The level that a rater of this strictness gives to work of this quality. */
export function levelOf(quality: number, strictness: number): Level {
  return Math.min(4, Math.max(1, Math.round(quality - strictness))) as Level;
}

/**
 * The ratings of one review, one per criterion. The first rater cites lines and, below the bar, a failed test; the second
 * writes a note at the line; the third gives the remark as the reason.
 *
 * @throws AssayError `set-up-failed` when the texts do not fit the work: what is cited must be there.
 */
export function ratingsOf(texts: RatingTexts, piece: RatedPiece, rater: Rater, slot: number): DemoRating[] {
  return Object.entries(texts[piece.exercise] ?? {}).map(([criterion, criterionTexts]) => {
    const seen = criterionTexts.work[piece.name];
    if (seen === undefined) {
      throw new AssayError('set-up-failed', `ratings.yaml says nothing of ${criterion} in ${piece.exercise}/${piece.name}.`);
    }
    const level = levelOf(seen.quality, rater.strictness + (rater.leanings[criterion] ?? 0));
    const [first = '', second = ''] = criterionTexts.sentences[level];
    const from = lineOf(piece, seen);
    const lines: Evidence = { kind: 'lines', path: seen.file, from, to: from + seen.lines - 1 };
    if (slot === 1) {
      return { criterion, level, evidence: [lines, ...failedTest(criterionTexts, piece, level)], reason: first };
    }
    return slot === 2
      ? { criterion, level, evidence: [{ kind: 'note', path: seen.file, line: from, text: seen.remark }], reason: second }
      : { criterion, level, evidence: [lines], reason: seen.remark };
  });
}

/** The number of the line that is cited; the whole passage has to lie inside the file. */
function lineOf(piece: RatedPiece, { file, line, lines }: CriterionTexts['work'][string]): number {
  const content =
    piece.files
      .find(({ path }) => path === file)
      ?.content.replace(/\n$/, '')
      .split('\n') ?? [];
  const index = content.findIndex((text) => text.includes(line));
  if (index < 0 || index + lines > content.length) {
    throw new AssayError(
      'set-up-failed',
      `ratings.yaml cites "${line}" in ${piece.exercise}/${piece.name}/${file}: it is not there.`,
    );
  }
  return index + 1;
}

function failedTest({ tests }: CriterionTexts, { report }: RatedPiece, level: Level): Evidence[] {
  const failed =
    level < bar ? report.cases.find(({ group, outcome }) => tests.includes(group) && outcome !== 'passed') : undefined;
  return failed ? [{ kind: 'test', caseId: failed.id }] : [];
}
