import type { AnswerKey, KeyEntry, KeyEntryOf, RunCase } from '@assay/contracts';
import { judgementAnswer } from '@assay/contracts';
import type { Recording } from './alert-replay.js';
import { markAlert } from './alert-replay.js';
import type { AnswersFile } from './answers-file.js';
import type { Mark } from './keyed-mark.js';
import { casesOfMark } from './keyed-mark.js';
import { markFindings } from './review-findings.js';

/** A key with the recorded series that its alerts name, by their path. */
export interface LoadedKey {
  readonly key: AnswerKey;
  readonly recordings: ReadonlyMap<string, Recording>;
}

/**
 * Marks answers by a key: one case for each point of it, in its order. A pure function of its arguments that never throws, whatever the
 * answers are; its messages say what was wrong with an answer and nothing of what is right.
 *
 * @param source what the ids of cases begin with: the stem of the answers file's name
 */
export function markAnswers({ key, recordings }: LoadedKey, source: string, file: AnswersFile): RunCase[] {
  return key.entries.flatMap((entry) => markEntry(entry, file, recordings)).flatMap((mark) => casesOfMark(source, mark));
}

/** The ids of a key's cases, in its order. */
export function caseIdsOfKey(key: AnswerKey, source: string): string[] {
  return markAnswers({ key, recordings: new Map() }, source, 'There are no answers.').map(({ id }) => id);
}

/** The marks of one entry: what `markAnswers` makes cases of. */
export function markEntry(entry: KeyEntry, file: AnswersFile, recordings: LoadedKey['recordings']): Mark[] {
  if (typeof file === 'string') return refused(entry, file);
  if (file.twice.has(entry.id)) return refused(entry, `${entry.id} is answered twice; keep one answer.`);
  return marksOf(entry, file.answers.get(entry.id), recordings);
}

function refused(entry: KeyEntry, remark: string): Mark[] {
  return marksOf(entry, undefined, new Map()).map((mark) => ({ ...mark, remark }));
}

function marksOf(entry: KeyEntry, answer: unknown, recordings: LoadedKey['recordings']): Mark[] {
  if (entry.kind === 'findings') return markFindings(entry, answer);
  if (entry.kind === 'alert') return markAlert(entry, answer, recordings);
  const { id, requirements } = entry;
  const points = entry.kind === 'judgement' ? entry.best.points + entry.worst.points : entry.points;
  const mark = { id, requirements, points };
  if (answer === undefined || answer === null) return [{ ...mark, earned: 0, remark: 'There is no answer.' }];
  const earned = earnedBy(entry, answer);
  if (typeof earned === 'string') return [{ ...mark, earned: 0, remark: earned, answer }];
  return [{ ...mark, earned, remark: earned === 0 ? 'Another answer was right.' : 'A better answer was possible.', answer }];
}

/** Points, or what is wrong with the form of the answer. */
function earnedBy(entry: Exclude<KeyEntry, { kind: 'findings' | 'alert' }>, answer: unknown): number | string {
  switch (entry.kind) {
    case 'choice':
      return earnedByChoice(entry, answer);
    case 'choices':
      return earnedByChoices(entry, answer);
    case 'number':
      return earnedByNumber(entry, answer);
    case 'text':
      return earnedByText(entry, answer);
    case 'order':
      return earnedByOrder(entry, answer);
    case 'judgement':
      return earnedByJudgement(entry, answer);
  }
}

function earnedByChoice(entry: KeyEntryOf<'choice'>, answer: unknown): number | string {
  const chosen = entry.options.find((option) => option === answer);
  return chosen === undefined ? `The answer must be one of ${entry.options.join(', ')}.` : creditOf(entry, chosen);
}

function creditOf(half: { answer: string; points: number; partial: Record<string, number> }, chosen: string): number {
  if (chosen === half.answer) return half.points;
  return new Map(Object.entries(half.partial)).get(chosen) ?? 0;
}

function earnedByChoices({ options, answer: right, credit, points }: KeyEntryOf<'choices'>, answer: unknown): number | string {
  const chosen = distinctOf(answer, options);
  if (chosen === null) return `The answer must be a list of some of ${options.join(', ')}, each at most once.`;
  const hits = chosen.filter((option) => right.includes(option)).length;
  const misses = chosen.length - hits;
  if (credit === 'exact') return hits === right.length && misses === 0 ? points : 0;
  return Math.floor((points * Math.max(0, hits - misses)) / right.length);
}

/** Just enough for what floating point loses at the edge of a tolerance. */
const slack = 1 + 1e-9;

function earnedByNumber({ answer: right, tolerance, points }: KeyEntryOf<'number'>, answer: unknown): number | string {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'The answer must be a number.';
  const allowed = 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(right);
  return Math.abs(answer - right) <= allowed * slack ? points : 0;
}

function earnedByText({ accepts, points }: KeyEntryOf<'text'>, answer: unknown): number | string {
  if (typeof answer !== 'string') return 'The answer must be a text.';
  const given = normalised(answer);
  return accepts.some((accepted) => normalised(accepted) === given) ? points : 0;
}

/** Compatible characters are one (NFKC), and neither case nor the amount of white space matters. */
function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function earnedByOrder({ answer: right, credit, points }: KeyEntryOf<'order'>, answer: unknown): number | string {
  const given = distinctOf(answer, right);
  if (given?.length !== right.length) return `The answer must list each of ${[...right].sort().join(', ')} once.`;
  const places = given.map((item) => right.indexOf(item));
  const pairs = places.flatMap((place, index) => places.slice(index + 1).map((later) => (later > place ? 1 : -1)));
  const balance = pairs.reduce<number>((sum, one) => sum + one, 0);
  if (credit === 'exact') return balance === pairs.length ? points : 0;
  return Math.floor((points * Math.max(0, balance)) / pairs.length);
}

function earnedByJudgement({ options, best, worst }: KeyEntryOf<'judgement'>, answer: unknown): number | string {
  const { data } = judgementAnswer.safeParse(answer);
  if (data === undefined || !options.includes(data.best) || !options.includes(data.worst) || data.best === data.worst) {
    return `The answer must name as best and worst two of ${options.join(', ')}.`;
  }
  return creditOf(best, data.best) + creditOf(worst, data.worst);
}

/** The list as it is when all its items are known and different; else null. */
function distinctOf(answer: unknown, known: readonly string[]): string[] | null {
  if (!Array.isArray(answer) || answer.length > known.length) return null;
  const items = answer.filter((item): item is string => typeof item === 'string' && known.includes(item));
  return items.length === answer.length && new Set(items).size === items.length ? items : null;
}
