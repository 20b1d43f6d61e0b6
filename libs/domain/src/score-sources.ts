import type { CompetencyScore, GradingReport, RatingView, RubricManifest, ScoreSource, TestGroup } from '@assay/contracts';
import type { AttributedSource } from './scorecard.js';
import { scoreOfRatings, scoreOfTests } from './scorecard.js';

/** One exercise of one attempt with everything that counts for it. */
export interface Work {
  exercise: ScoreSource['exercise'];
  attemptId: string;
  /** The submission that counts; null when nothing was handed in. */
  submissionId: string | null;
  groups: readonly Pick<TestGroup, 'id' | 'title' | 'evidence'>[];
  rubric: RubricManifest;
  /** The effective grading; null while there is none. */
  report: Pick<GradingReport, 'verdict' | 'groups' | 'cases'> | null;
  ratings: RatingView[];
}

/** Every source of one piece of work: one per test group and competency that it is evidence for, then one per criterion. */
export function sourcesOfWork(work: Work): AttributedSource[] {
  return [
    ...work.groups.flatMap((group) => testSources(work, group)),
    ...work.rubric.criteria.map((criterion) => criterionSource(work, criterion)),
  ];
}

/**
 * The sources of a stored scorecard, to be scored again with another rater variance: sources stay as they were, errors
 * belong to the loop.
 */
export function sourcesOfScores(competencies: readonly Pick<CompetencyScore, 'competency' | 'sources'>[]): AttributedSource[] {
  return competencies.flatMap(({ competency, sources }) => sources.map((source) => ({ competency, source })));
}

/** The levels of every rated criterion, one list per piece, as `pooledRaterVariance` takes them. */
export function ratedPieces(evidence: readonly AttributedSource[]): number[][] {
  return evidence
    .filter(({ source }) => source.kind === 'criterion')
    .map(({ source }) => source.ratings.map(({ level }) => level));
}

/** `test_words::test_counts_empty_text[tab]` → "counts empty text (tab)": a case's name in words. */
export function caseTitle(id: string): string {
  const [, name = id, parameter] = /^(?:.*::)?([^[]*)(?:\[(.*)\])?$/s.exec(id) ?? [];
  const words = name
    .replace(/^test_/, '')
    .replaceAll('_', ' ')
    .trim();
  return parameter === undefined ? words : `${words} (${parameter})`;
}

function testSources(work: Work, group: Work['groups'][number]): AttributedSource[] {
  const result = resultOf(work, group.id);
  const score = result ? scoreOfTests(result.passed, result.total) : null;
  const failed = work.report?.cases.filter((one) => one.group === group.id && one.outcome !== 'passed') ?? [];
  const source: Omit<ScoreSource, 'weight'> = {
    ...common(work),
    kind: 'tests',
    id: group.id,
    title: group.title,
    score,
    passed: result?.passed ?? null,
    total: result?.total ?? null,
    failedCases: score === null ? [] : failed.map(({ id }) => ({ id, title: caseTitle(id) })),
    ratings: [],
    missing: score === null ? (work.submissionId ? 'not-graded' : 'not-submitted') : null,
  };
  return group.evidence.map(({ competency, weight }) => ({ competency, source: { ...source, weight } }));
}

/** A judge-error is our fault: its groups say nothing about the work. */
function resultOf({ report }: Work, groupId: string) {
  return report && report.verdict !== 'judge-error' ? report.groups.find(({ id }) => id === groupId) : undefined;
}

function criterionSource(work: Work, { id, title, competency, weight }: RubricManifest['criteria'][number]): AttributedSource {
  const ratings = work.ratings.filter((rating) => rating.criterion === id);
  const score = scoreOfRatings(ratings.map(({ level }) => level));
  const source: ScoreSource = {
    ...common(work),
    kind: 'criterion',
    id,
    title,
    weight,
    score,
    passed: null,
    total: null,
    failedCases: [],
    ratings,
    missing: score === null ? (work.submissionId ? 'not-rated' : 'not-submitted') : null,
  };
  return { competency, source };
}

function common({ exercise, attemptId, submissionId }: Work) {
  return { exercise, attemptId, submissionId, se: null };
}
