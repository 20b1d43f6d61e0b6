import type { CompetencyScore, Estimate, ScoreSource } from '@assay/contracts';
import type { RaterVariance } from './rater-variance.js';
import { mean } from './rater-variance.js';

/** What a role says about one competency as far as a scorecard needs it. */
export interface WeightedCompetency {
  id: string;
  weight: number;
}

/** A source with the competency that it is evidence for. Scoring sets its standard error, whatever stood there. */
export interface AttributedSource {
  competency: string;
  source: ScoreSource;
}

export interface Scores {
  overall: Estimate;
  competencies: CompetencyScore[];
}

/** 97.5th percentile of the standard normal distribution, for a 95 % interval. */
const z95 = 1.96;
const lowest = 1;
const highest = 4;

/** A test group on the scale of levels: 1 when nothing passes, 4 when everything does. Null for a group without tests. */
export function scoreOfTests(passed: number, total: number): number | null {
  return total > 0 ? lowest + ((highest - lowest) * passed) / total : null;
}

/** A criterion on the scale of levels: the mean of its raters' levels; null while nobody rated. */
export function scoreOfRatings(levels: readonly number[]): number | null {
  return levels.length > 0 ? mean(levels) : null;
}

/**
 * Scores of one candidate, on the scale 1..4.
 *
 * A competency's score is Σ weight × source score / Σ weight over the sources that have a score; the overall score is the
 * same over the competencies with evidence, weighted by the role. What is missing is left out of both sums and stays named
 * in `sources`: it never counts as 0.
 *
 * The standard error is the raters' error alone: that of a criterion is √(s²/n) with the loop's pooled rater variance s²
 * (`pooledRaterVariance`) and its n raters; a composite's is √(Σ(w/W)²·se²), the standard error of a weighted mean of
 * independent errors (Cochran, Sampling Techniques, 3rd ed. 1977, §5). The same tests on the same work give the same
 * result, so test groups add no rater error. A competency shows its error only when at least two raters rated it and none
 * of its rated criteria rests on one rater; else it is null with the reason `too-few-raters`. Overall, a competency that
 * rests on tests alone adds nothing, and one with too few raters leaves the whole without an error.
 */
export function scoresOf(
  competencies: readonly WeightedCompetency[],
  evidence: readonly AttributedSource[],
  variance: RaterVariance | null,
): Scores {
  const scored = competencies.map((competency) => scoreCompetency(competency, evidence, variance));
  const known = scored.flatMap(({ view, error }) => {
    const { score } = view.estimate;
    return score === null ? [] : [{ weight: view.weight, score, error }];
  });
  const views = scored.map(({ view }) => view);
  return {
    overall: combine(
      known,
      views.flatMap((view) => view.sources),
    ),
    competencies: views,
  };
}

/** What is known of a component's rater error: its standard error, that no rater is involved, or that one rater is too few. */
type RaterError = number | 'none' | 'unknown';

interface Component {
  weight: number;
  score: number;
  error: RaterError;
}

function scoreCompetency(
  { id, weight }: WeightedCompetency,
  evidence: readonly AttributedSource[],
  variance: RaterVariance | null,
) {
  const own = evidence.filter(({ competency }) => competency === id).map(({ source }) => withRaterError(source, variance));
  const components = own.flatMap(({ source, error }) =>
    source.score === null ? [] : [{ weight: source.weight, score: source.score, error }],
  );
  const sources = own.map(({ source }) => source);
  const view: CompetencyScore = {
    competency: id,
    weight,
    estimate: combine(components, sources),
    raters: new Set(sources.flatMap(({ ratings }) => ratings.map(({ rater }) => rater.id))).size,
    sources,
  };
  return { view, error: combinedError(components) };
}

function withRaterError(source: ScoreSource, variance: RaterVariance | null) {
  const error = raterErrorOf(source, variance);
  return { source: { ...source, se: typeof error === 'number' ? error : null }, error };
}

function raterErrorOf({ kind, ratings }: ScoreSource, variance: RaterVariance | null): RaterError {
  if (kind === 'tests') {
    return 'none';
  }
  return variance && ratings.length >= 2 ? Math.sqrt(variance.value / ratings.length) : 'unknown';
}

function combine(components: readonly Component[], sources: readonly Pick<ScoreSource, 'missing'>[]): Estimate {
  if (components.length === 0) {
    const reason = sources.some(({ missing }) => missing === 'not-graded') ? 'not-graded' : 'no-evidence';
    return { score: null, se: null, low: null, high: null, reason };
  }
  const total = weightOf(components);
  const score = components.reduce((sum, component) => sum + component.weight * component.score, 0) / total;
  // A weighted mean of fours may come out a hair above four.
  return estimateOf(Math.min(highest, Math.max(lowest, score)), combinedError(components));
}

function estimateOf(score: number, error: RaterError): Estimate {
  if (typeof error !== 'number') {
    return { score, se: null, low: null, high: null, reason: 'too-few-raters' };
  }
  const low = Math.max(lowest, score - z95 * error);
  const high = Math.min(highest, score + z95 * error);
  return { score, se: error, low, high, reason: null };
}

function combinedError(components: readonly Component[]): RaterError {
  if (components.some(({ error }) => error === 'unknown')) {
    return 'unknown';
  }
  const rated = components.flatMap(({ weight, error }) => (typeof error === 'number' ? [{ weight, error }] : []));
  if (rated.length === 0) {
    return 'none';
  }
  const total = weightOf(components);
  return Math.sqrt(rated.reduce((sum, { weight, error }) => sum + ((weight / total) * error) ** 2, 0));
}

function weightOf(components: readonly { weight: number }[]): number {
  return components.reduce((sum, { weight }) => sum + weight, 0);
}
