import type { ComparisonView } from '@assay/contracts';
import { comparisonHeading, listed } from '@assay/domain';
import { indistinguishableRuns, isTooClose } from '@assay/measurement';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Button } from '../../components/button.js';
import { EmptyState } from '../../components/empty-state.js';
import { Segmented } from '../../components/field.js';
import { Keys } from '../../components/kbd.js';
import { ProblemNote } from '../../components/problem-note.js';
import { useShortcuts } from '../../components/shortcuts/shortcuts.js';
import { Skeleton } from '../../components/skeleton.js';
import { downloadText } from '../../lib/download.js';
import { useMay } from '../../lib/session.js';
import { StaffPage } from '../../lib/staff-page.js';
import type { NamesShown } from './compare.queries.js';
import { comparisonQuery, decisionsQuery } from './compare.queries.js';
import type { Cell } from './comparison-board.js';
import { ComparisonBoard } from './comparison-board.js';
import { comparisonCsv } from './comparison.csv.js';
import { ComparisonTable } from './comparison-table.js';
import { DecisionDrawer } from './decision.drawer.js';
import { DecisionsDrawer } from './decisions.drawer.js';
import { outcomeWord } from './decision.words.js';
import { EvidencePanel } from './evidence.panel.js';
import { askedCompetencies, inOrder, nameOf } from './numbers.js';
import './compare.css';

/** One hiring loop: who stands where, how sure that is, and what it rests on. The view lives in the URL. */
export function ComparisonPage() {
  const { loopId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const names: NamesShown = search.get('names') === 'shown' ? 'shown' : 'hidden';
  const comparison = useQuery(comparisonQuery(loopId, names));
  const set = (name: string, value: string | null): void =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name !== 'cell' },
    );
  // Columns for what this loop asks; the role's other competencies would be empty.
  const view = useMemo(
    () => comparison.data && { ...comparison.data, competencies: askedCompetencies(comparison.data) },
    [comparison.data],
  );
  return (
    <StaffPage
      crumbs={[{ label: 'Compare', to: '/compare' }, { label: view?.loop.title ?? 'Hiring loop' }]}
      mainClass="main cmp"
      state={
        view && (
          <>
            <span className="small muted nowrap hide-s">
              {view.candidates.length} candidates · role version {view.loop.role.version}
            </span>
            <span className="small" id="names-label">
              Names
            </span>
            <Segmented
              label="Names"
              value={names}
              options={[
                { value: 'hidden', label: 'Hidden' },
                { value: 'shown', label: 'Shown' },
              ]}
              onChange={(chosen) => set('names', chosen)}
            />
          </>
        )
      }
    >
      {comparison.error && (
        <div className="cmph">
          <ProblemNote error={comparison.error} actions={<Button onClick={() => void comparison.refetch()}>Try again</Button>} />
        </div>
      )}
      {comparison.isPending && (
        <div className="cmph">
          <Skeleton label="Loading the comparison" lines={6} />
        </div>
      )}
      {view?.candidates.length === 0 && (
        <EmptyState icon="compare" title="Nobody has finished yet">
          Candidates appear when their time is over; numbers when the tests and the raters have spoken.
        </EmptyState>
      )}
      {view && view.candidates.length > 0 && (
        <Comparison
          view={view}
          cell={readCell(search.get('cell'))}
          asTable={search.get('view') === 'table'}
          onCell={(cell) => set('cell', cell && `${cell.candidateId}.${cell.competency}`)}
          onTable={(on) => set('view', on ? 'table' : null)}
        />
      )}
    </StaffPage>
  );
}

function readCell(text: string | null): Cell | null {
  const [candidateId, competency] = text?.split('.') ?? [];
  return candidateId !== undefined && competency !== undefined ? { candidateId, competency } : null;
}

interface ComparisonProps {
  view: ComparisonView;
  cell: Cell | null;
  asTable: boolean;
  onCell: (cell: Cell | null) => void;
  onTable: (on: boolean) => void;
}

function Comparison({ view, cell, asTable, onCell, onTable }: ComparisonProps) {
  const may = useMay();
  const decisions = useQuery({ ...decisionsQuery(view.loop.id), enabled: may('decisions.read') });
  const [deciding, setDeciding] = useState(false);
  const [history, setHistory] = useState(false);
  const candidates = useMemo(() => inOrder(view.candidates), [view.candidates]);
  const runs = useMemo(
    () =>
      indistinguishableRuns(
        candidates.map(({ candidate }) => candidate.id),
        view.pairs,
      ),
    [candidates, view.pairs],
  );
  const card = candidates.find(({ candidate }) => candidate.id === cell?.candidateId) ?? null;
  const competency = card?.competencies.find((one) => one.competency === cell?.competency);
  const mayDecide = may('decisions.write');

  useShortcuts(
    'Compare',
    useMemo(
      () => [
        { keys: 't', label: 'Table or picture', run: () => onTable(!asTable) },
        ...(mayDecide
          ? [{ keys: 'd', label: 'Record a decision on the chosen candidate', run: () => setDeciding(card !== null) }]
          : []),
      ],
      [asTable, card, mayDecide, onTable],
    ),
  );
  // Newest first: the first of each candidate is the current one.
  const decided = new Map((decisions.data?.items ?? []).toReversed().map((one) => [one.candidateId, outcomeWord(one.outcome)]));
  const heading = comparisonHeading(
    view.candidates.map(({ candidate, overall }) => ({ id: candidate.id, overall })),
    view.pairs,
    isTooClose,
  );
  return (
    <>
      <div className="cmpm">
        <div className="cmph">
          <div>
            <h1>{heading}</h1>
            <p className="small muted">
              {firstRun(runs, view)} Scale 1–4; the dashed line is the senior bar. A person decides, not a number.
            </p>
          </div>
          <div className="row wrap g1">
            <Button size="sm" icon="table" aria-pressed={asTable} onClick={() => onTable(!asTable)} keys="t">
              Table
            </Button>
            <Button
              size="sm"
              icon="download"
              onClick={() => downloadText('assay-comparison.csv', comparisonCsv(view, candidates))}
            >
              CSV
            </Button>
            <Button size="sm" icon="print" onClick={() => window.print()}>
              Print
            </Button>
          </div>
        </div>
        {asTable ? (
          <ComparisonTable view={view} candidates={candidates} />
        ) : (
          <ComparisonBoard view={view} candidates={candidates} runs={runs} cell={cell} onCell={onCell} decided={decided} />
        )}
        <div className="cmpf row wrap small muted">
          <Legend />
          <span className="sp" />
          <span className="row g1 hide-s" aria-hidden="true">
            <Keys of="arrowleft" hidden /> <Keys of="arrowright" hidden /> cell <Keys of="enter" hidden /> evidence
          </span>
          {decisions.data && (
            <Button onClick={() => setHistory(true)}>
              {decisions.data.items.length === 0 ? 'No decisions yet' : `Decisions (${String(decisions.data.items.length)})`}
            </Button>
          )}
          {mayDecide && (
            <Button
              kind="primary"
              keys="d"
              unavailable={card === null && 'Choose a candidate first'}
              reasonAt="beside"
              onClick={() => setDeciding(true)}
            >
              Record a decision
            </Button>
          )}
        </div>
      </div>
      {card && competency ? (
        <EvidencePanel
          key={`${card.id} ${competency.competency}`}
          view={view}
          card={card}
          competency={competency}
          onClose={() => onCell(null)}
        />
      ) : (
        <aside className="evp" aria-label="Evidence" data-region>
          <EmptyState icon="search" title="Choose a cell">
            Each score leads to its tests, ratings and cited lines.
          </EmptyState>
        </aside>
      )}
      <DecisionDrawer view={view} card={deciding ? card : null} onClose={() => setDeciding(false)} />
      <DecisionsDrawer opened={history} onClose={() => setHistory(false)} view={view} decisions={decisions.data?.items ?? []} />
    </>
  );
}

function firstRun(runs: readonly (readonly string[])[], view: ComparisonView): string {
  const run = runs[0];
  if (!run) return '';
  const names = run
    .map((id) => view.candidates.find(({ candidate }) => candidate.id === id))
    .filter((card) => card !== undefined)
    .map(nameOf);
  return `${listed(names)} overlap: for any two, the chance that one outranks the other is between 35 and 65 in 100.`;
}

function Legend() {
  return (
    <>
      <span className="row g1">
        <svg width="16" height="16" aria-hidden="true" className="brk">
          <path d="M10 2H6V14h4" />
        </svg>
        not distinguishable
      </span>
      <span className="row g1">
        <svg width="34" height="12" aria-hidden="true" className="chart">
          <path className="ci" d="M2 6h30" />
          <circle className="pt" cx="17" cy="6" r="5" />
        </svg>
        score and likely range (95 %)
      </span>
      <span className="row g1">
        <svg width="16" height="12" aria-hidden="true" className="chart">
          <circle className="open" cx="8" cy="6" r="4.5" />
        </svg>
        range cannot be told yet
      </span>
      <span className="row g1">
        <span className="miss hatch mini" />
        missing is missing, not 0
      </span>
    </>
  );
}
