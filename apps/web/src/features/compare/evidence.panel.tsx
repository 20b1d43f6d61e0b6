import type { ComparisonView, CompetencyScore, ScoreSource, ScorecardView } from '@assay/contracts';
import { isTooClose } from '@assay/measurement';
import { useState } from 'react';
import { IconButton } from '../../components/button.js';
import { Note } from '../../components/note.js';
import { Status } from '../../components/tag.js';
import { CitedEvidence } from './cited-evidence.js';
import { likely, nameOf, oneDecimal, standing } from './numbers.js';

interface EvidencePanelProps {
  view: ComparisonView;
  card: ScorecardView;
  competency: CompetencyScore;
  onClose: () => void;
}

/** What one score rests on: its sources with their weights, then the lines and tests behind the one in hand. */
export function EvidencePanel({ view, card, competency, onClose }: EvidencePanelProps) {
  const about = view.competencies.find(({ id }) => id === competency.competency);
  const [chosen, setChosen] = useState<string | null>(null);
  const keyOf = (source: ScoreSource): string => `${source.exercise.id} ${source.id}`;
  const source = competency.sources.find((one) => keyOf(one) === chosen) ?? mostTelling(competency.sources);
  const weights = competency.sources.filter(({ score }) => score !== null).reduce((sum, { weight }) => sum + weight, 0);
  return (
    <aside className="evp" aria-label="Evidence" data-region>
      <header className="row">
        <div>
          <p className="tiny muted">
            {nameOf(card)} · {competency.competency} · weight {competency.weight}
          </p>
          <h2>{about?.name}</h2>
        </div>
        <span className="sp" />
        <IconButton icon="cross" size="sm" label="Close the evidence" onClick={onClose} />
      </header>
      <div className="evb col g4">
        <div>
          {competency.estimate.score !== null && (
            <p className="big2">
              {oneDecimal(competency.estimate.score)} <span className="small muted">{likely(competency.estimate)}</span>
            </p>
          )}
          <p className="small">{standing(competency.estimate, about?.expectedLevel ?? 3)}</p>
        </div>
        <div className="col g1">
          <h3 className="h4">Where it comes from</h3>
          <table className="t ev">
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col" className="num">
                  Result
                </th>
                <th scope="col" className="num">
                  Weight
                </th>
              </tr>
            </thead>
            <tbody>
              {competency.sources.map((one) => (
                <tr key={keyOf(one)} aria-selected={one === source ? true : undefined}>
                  <td>
                    <button type="button" className="aslink" onClick={() => setChosen(keyOf(one))}>
                      {one.title}
                    </button>
                    <span className="tiny muted blk">{one.exercise.title}</span>
                  </td>
                  <td className="num nowrap">{resultOf(one)}</td>
                  <td className="num nowrap">
                    {one.score === null || weights === 0 ? '–' : `${String(Math.round((100 * one.weight) / weights))} %`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {source && <SourceDetail key={keyOf(source)} source={source} loopId={view.loop.id} candidateId={card.candidate.id} />}
        <PairNote view={view} card={card} />
      </div>
    </aside>
  );
}

/** Ratings lead to lines; without them, failed tests do. */
function mostTelling(sources: readonly ScoreSource[]): ScoreSource | undefined {
  return (
    sources.find(({ ratings }) => ratings.length > 0) ?? sources.find(({ failedCases }) => failedCases.length > 0) ?? sources[0]
  );
}

const missing: Record<NonNullable<ScoreSource['missing']>, string> = {
  'not-graded': 'not graded yet',
  'not-rated': 'not rated yet',
  'not-submitted': 'not handed in',
};

function resultOf(source: ScoreSource): string {
  if (source.missing) return missing[source.missing];
  if (source.kind === 'tests') return `${String(source.passed ?? 0)} of ${String(source.total ?? 0)}`;
  return source.ratings.map(({ level }) => String(level)).join(' · ');
}

function SourceDetail({ source, loopId, candidateId }: { source: ScoreSource; loopId: string; candidateId: string }) {
  if (source.kind === 'tests') {
    return (
      <section className="col g1">
        <h3 className="h4">Tests of {source.title.toLowerCase()}</h3>
        {source.failedCases.length === 0 && source.missing === null && (
          <Status tone="ok" icon="check">
            All {source.total} passed
          </Status>
        )}
        <ul className="plain col g1">
          {source.failedCases.map((one) => (
            <li key={one.id} className="row small top">
              <Status tone="bad" icon="cross">
                Failed
              </Status>
              <span className="wraps">{one.title}</span>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <section className="col">
      <h3 className="h4">Rated: {source.title.toLowerCase()}</h3>
      {source.ratings.length === 0 && <p className="small muted">Nobody has rated this yet.</p>}
      {source.ratings.map((rating) => (
        <div key={rating.rater.id} className="col g1">
          {rating.reason && <p className="small">“{rating.reason}”</p>}
          <p className="small muted">
            {rating.rater.name}, level {rating.level}
          </p>
          <CitedEvidence
            evidence={rating.evidence}
            loopId={loopId}
            candidateId={candidateId}
            submissionId={source.submissionId}
          />
        </div>
      ))}
    </section>
  );
}

/** Who this person cannot be told apart from, overall. */
function PairNote({ view, card }: { view: ComparisonView; card: ScorecardView }) {
  const mine = card.candidate.id;
  const close = view.pairs
    .filter(({ a, b, chance }) => (a === mine || b === mine) && isTooClose(chance))
    .map(({ a, b, chance }) => ({ other: a === mine ? b : a, chance: a === mine ? chance : 1 - chance }))
    .toSorted((one, another) => Math.abs(one.chance - 0.5) - Math.abs(another.chance - 0.5));
  const nearest = close[0];
  const other = nearest && view.candidates.find(({ candidate }) => candidate.id === nearest.other);
  if (!other) return null;
  return (
    <Note fact="Too close to call.">
      Overall, the chance that {nameOf(card)} outranks {nameOf(other)} is {Math.round(100 * nearest.chance)} in 100.
    </Note>
  );
}
