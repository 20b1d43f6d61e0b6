import type { Evidence, Level, ReviewDraft, RubricManifest, TextFile } from '@assay/contracts';

type CriterionDraft = ReviewDraft[string];

/** A rating that may be handed in: its level is set. */
export interface CompleteRating extends CriterionDraft {
  level: Level;
}

export interface IncompleteCriterion {
  criterion: string;
  title: string;
  /** What to do, one sentence each. */
  missing: string[];
}

/** Levels at the ends of the scale move a score most, so they never rest on a reason alone. */
export const levelsThatNeedEvidence: readonly Level[] = [1, 4];

/** What one rating still lacks, as sentences; empty when it may be handed in. */
export function missingOf(draft: CriterionDraft | undefined): string[] {
  if (draft?.level === undefined || draft.level === null) {
    return ['Choose a level.'];
  }
  if (draft.evidence.length > 0) {
    return [];
  }
  if (levelsThatNeedEvidence.includes(draft.level)) {
    return [`Level ${String(draft.level)} needs evidence: cite lines or a test, or write a note at a line.`];
  }
  return draft.reason.trim() === '' ? ['Cite evidence or write a reason.'] : [];
}

/** Whether one rating may be handed in. */
export function isComplete(draft: CriterionDraft | undefined): draft is CompleteRating {
  return missingOf(draft).length === 0;
}

/** The criteria of a rubric that cannot be handed in yet, in the rubric's order. */
export function incompleteCriteria(rubric: RubricManifest, draft: ReviewDraft): IncompleteCriterion[] {
  return rubric.criteria
    .map(({ id, title }) => ({ criterion: id, title, missing: missingOf(draft[id]) }))
    .filter(({ missing }) => missing.length > 0);
}

/** How many criteria of a rubric are complete. */
export function completeCriteria(rubric: RubricManifest, draft: ReviewDraft): number {
  return rubric.criteria.filter(({ id }) => isComplete(draft[id])).length;
}

/**
 * Whether two ratings of one criterion need a third rater: they are two levels or more apart, or one is at the bar and
 * the other below it.
 */
export function needsAdjudication(one: Level, other: Level, bar: Level = 3): boolean {
  return Math.abs(one - other) >= 2 || one >= bar !== other >= bar;
}

/** Why an item of evidence points at nothing, as a sentence; null when it leads to a line or a test of the work. */
export function whyDangling(evidence: Evidence, files: readonly TextFile[], caseIds: ReadonlySet<string>): string | null {
  if (evidence.kind === 'test') {
    return caseIds.has(evidence.caseId) ? null : `There is no test ${evidence.caseId} in the results.`;
  }
  const file = files.find(({ path }) => path === evidence.path);
  if (!file) {
    return `There is no file ${evidence.path} in the work.`;
  }
  const [from, to] = evidence.kind === 'note' ? [evidence.line, evidence.line] : [evidence.from, evidence.to];
  const lines = file.content.split('\n').length;
  if (from > to) {
    return `Lines ${String(from)} to ${String(to)} run backwards.`;
  }
  return to <= lines ? null : `${evidence.path} ends at line ${String(lines)}, before line ${String(to)}.`;
}
