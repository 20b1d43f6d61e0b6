import type { ComparisonView, ScorecardView } from '@assay/contracts';
import { DevelopmentAssurance } from '../../components/development-assurance.js';
import { estimateWords, isOfDevelopment, nameOf } from './numbers.js';

/** The same numbers without the pictures. */
export function ComparisonTable({ view, candidates }: { view: ComparisonView; candidates: readonly ScorecardView[] }) {
  return (
    <div className="tw2" role="region" aria-label="Comparison as a table" tabIndex={0} data-region>
      <table className="t rows">
        <thead>
          <tr>
            <th scope="col">Candidate</th>
            <th scope="col">Overall</th>
            {view.competencies.map((one) => (
              <th key={one.id} scope="col">
                {one.id} {one.shortName}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((card) => (
            <tr key={card.candidate.id}>
              <th scope="row">{nameOf(card)}</th>
              <td>
                {estimateWords(card.overall)} {isOfDevelopment(card) && <DevelopmentAssurance />}
              </td>
              {view.competencies.map((one) => {
                const score = card.competencies.find(({ competency }) => competency === one.id);
                return <td key={one.id}>{score ? estimateWords(score.estimate) : 'not asked'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
