import type { ComparisonView, ScorecardView } from '@assay/contracts';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { classNames } from '../../components/class-names.js';
import { Brackets } from './brackets.js';
import { DevelopmentAssurance } from '../../components/development-assurance.js';
import { IntervalChart, ScaleHead } from './interval-chart.js';
import { estimateWords, isOfDevelopment, nameOf, spokenEstimate } from './numbers.js';

export interface Cell {
  candidateId: string;
  competency: string;
}

interface ComparisonBoardProps {
  view: ComparisonView;
  /** In the order of the rows. */
  candidates: readonly ScorecardView[];
  runs: readonly (readonly string[])[];
  cell: Cell | null;
  onCell: (cell: Cell) => void;
  decided: ReadonlyMap<string, string>;
}

const rowHeight = 64;
const overall = { width: 242, height: rowHeight, padding: 10 };
const small = { width: 94, height: 58, padding: 8 };

/** Candidates by competencies: one scale for everybody, the bar named, missing cells hatched. */
export function ComparisonBoard({ view, candidates, runs, cell, onCell, decided }: ComparisonBoardProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const order = candidates.map(({ candidate }) => candidate.id);
  const bars = new Map(view.competencies.map((one) => [one.id, one.expectedLevel]));
  const overallBar = view.competencies[0]?.expectedLevel ?? 3;

  const move = (event: KeyboardEvent): void => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    const at = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row]') : null;
    if (!step || !at || event.altKey || event.ctrlKey || event.metaKey) return;
    const [row, column] = [Number(at.dataset['row']) + step[0], Number(at.dataset['column']) + step[1]];
    event.preventDefault();
    body.current?.querySelector<HTMLElement>(`[data-row="${String(row)}"][data-column="${String(column)}"]`)?.focus();
  };

  return (
    <div className="tw2" tabIndex={0} role="region" aria-label="Comparison" data-region>
      <table className="cmpt">
        <thead>
          <tr>
            <th scope="col" className="c0">
              <span className="sr">Cannot be told apart</span>
            </th>
            <th scope="col" className="c1">
              Candidate
            </th>
            <th scope="col" className="c2">
              <span className="hx">Overall</span>
              <ScaleHead {...overall} />
            </th>
            {view.competencies.map((one) => (
              <th key={one.id} scope="col" className={classNames('ck', cell?.competency === one.id && 'on')}>
                <b>{one.id}</b>
                <span>{one.shortName}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {candidates.map((card, row) => (
            <tr key={card.candidate.id} className={classNames(band(card.candidate.id, runs) % 2 === 1 && 'bd')}>
              {row === 0 && (
                <td rowSpan={candidates.length} className="c0">
                  <Brackets runs={runs} order={order} rowHeight={rowHeight} label={runsLabel(runs, candidates)} />
                </td>
              )}
              <th scope="row" className="c1">
                <span className="who">{nameOf(card)}</span>
                <span className="tiny muted">{estimateWords(card.overall)}</span>
                {isOfDevelopment(card) && <DevelopmentAssurance />}
                {decided.has(card.candidate.id) && <span className="tiny muted">Decided: {decided.get(card.candidate.id)}</span>}
              </th>
              <td className="c2">
                {card.overall.score === null ? (
                  <span className="miss wide hatch">{estimateWords(card.overall)}</span>
                ) : (
                  <IntervalChart
                    {...overall}
                    estimate={card.overall}
                    bar={overallBar}
                    focus
                    label={`${nameOf(card)}, overall ${spokenEstimate(card.overall)}`}
                  />
                )}
              </td>
              {view.competencies.map((one, column) => {
                const score = card.competencies.find(({ competency }) => competency === one.id);
                const pressed = cell?.candidateId === card.candidate.id && cell.competency === one.id;
                const words = score ? spokenEstimate(score.estimate) : 'not asked';
                return (
                  <td key={one.id} className="ck">
                    <button
                      type="button"
                      className="kc"
                      aria-pressed={pressed}
                      aria-label={`${nameOf(card)}, ${one.name}: ${words}. Show evidence`}
                      data-row={row}
                      data-column={column}
                      tabIndex={pressed || (cell === null && row === 0 && column === 0) ? 0 : -1}
                      onClick={() => onCell({ candidateId: card.candidate.id, competency: one.id })}
                    >
                      {score === undefined || score.estimate.score === null ? (
                        <span className="miss hatch">no evidence yet</span>
                      ) : (
                        <IntervalChart
                          {...small}
                          estimate={score.estimate}
                          bar={bars.get(one.id) ?? 3}
                          focus={pressed}
                          withScore
                        />
                      )}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Which bracket a row stands in first, counted from 1; 0 outside all. Alternating bands carry the eye across. */
function band(candidateId: string, runs: readonly (readonly string[])[]): number {
  return runs.findIndex((run) => run.includes(candidateId)) + 1;
}

function runsLabel(runs: readonly (readonly string[])[], candidates: readonly ScorecardView[]): string {
  if (runs.length === 0) return 'Nobody is known to be too close to call';
  const names = new Map(candidates.map((card) => [card.candidate.id, nameOf(card)]));
  return `Cannot be told apart: ${runs.map((run) => run.map((id) => names.get(id) ?? '').join(', ')).join('; ')}`;
}
