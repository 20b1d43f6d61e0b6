import type { RoleManifest, ScorecardView } from '@assay/contracts';
import type { CandidateIdentity, ScorecardRow } from '@assay/database';
import { pooledRaterVariance, ratedPieces, scoresOf, sourcesOfScores } from '@assay/domain';
import { candidatePseudonym } from '@assay/platform';

interface Lookups {
  role: RoleManifest;
  /** Names of raters by id. */
  raters: ReadonlyMap<string, string>;
  /** Who the candidates are; empty while names are hidden. */
  identities: ReadonlyMap<string, CandidateIdentity>;
}

/**
 * Scorecards of one loop side by side, the highest overall score first. Scores are those of the scorecards; standard errors
 * are taken afresh from all ratings of the loop, so that everybody is measured with the same rater variance.
 */
export function scorecardViewsOf(rows: readonly ScorecardRow[], lookups: Lookups): ScorecardView[] {
  const evidence = rows.map(({ data }) => sourcesOfScores(data.competencies));
  const variance = pooledRaterVariance(evidence.flatMap(ratedPieces));
  const views = rows.map((row, index) =>
    viewOf(row, scoresOf(lookups.role.competencies, evidence[index] ?? [], variance), lookups),
  );
  return views.sort(
    (a, b) => (b.overall.score ?? 0) - (a.overall.score ?? 0) || a.candidate.pseudonym.localeCompare(b.candidate.pseudonym),
  );
}

function viewOf(
  row: ScorecardRow,
  { overall, competencies }: Pick<ScorecardView, 'overall' | 'competencies'>,
  lookups: Lookups,
): ScorecardView {
  return {
    id: row.id,
    candidate: {
      id: row.candidateId,
      name: lookups.identities.get(row.candidateId)?.name ?? null,
      pseudonym: candidatePseudonym(firstAttemptOf(row)),
    },
    loopId: row.loopId,
    computedAt: row.computedAt.toISOString(),
    inputsHash: row.inputsHash,
    versions: row.data.versions,
    overall,
    competencies: competencies.map((score) => ({
      ...score,
      sources: score.sources.map((source) => ({
        ...source,
        ratings: source.ratings.map((rating) => named(rating, lookups.raters)),
      })),
    })),
    verdicts: row.data.verdicts,
  };
}

/** The attempt by which the candidate is called on blind screens: the same whichever attempt was scored last. */
function firstAttemptOf({ attemptId, data }: ScorecardRow): string {
  const attempts = data.competencies.flatMap(({ sources }) => sources.map((source) => source.attemptId));
  return attempts.sort()[0] ?? attemptId;
}

type Rating = ScorecardView['competencies'][number]['sources'][number]['ratings'][number];

function named(rating: Rating, raters: ReadonlyMap<string, string>): Rating {
  return { ...rating, rater: { id: rating.rater.id, name: raters.get(rating.rater.id) ?? '' } };
}
