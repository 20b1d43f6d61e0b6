import type { RouteResponse, routes } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Button } from '../../components/button.js';
import type { Column } from '../../components/data-table.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState } from '../../components/empty-state.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { StaffPage } from '../../lib/staff-page.js';
import { loopsQuery } from './compare.queries.js';

type Loop = RouteResponse<typeof routes.comparison.loops>['items'][number];

const columns: readonly Column<Loop>[] = [
  {
    id: 'title',
    header: 'Hiring loop',
    rowHeader: true,
    sortBy: (loop) => loop.title,
    cell: (loop) => <Link to={`/compare/${loop.id}`}>{loop.title}</Link>,
  },
  { id: 'role', header: 'Role', sortBy: (loop) => loop.role, cell: (loop) => loop.role },
  { id: 'assessments', header: 'Assessments', cell: (loop) => loop.assessments.map(({ title }) => title).join(', ') },
  { id: 'candidates', header: 'Candidates', number: true, sortBy: (loop) => loop.candidates, cell: (loop) => loop.candidates },
];

/** Which loop to compare. */
export function LoopsPage() {
  const loops = useQuery(loopsQuery());
  return (
    <StaffPage crumbs={[{ label: 'Compare' }]} wide>
      <h1>Compare candidates</h1>
      {loops.error && (
        <ProblemNote error={loops.error} actions={<Button onClick={() => void loops.refetch()}>Try again</Button>} />
      )}
      {loops.isPending && <Skeleton label="Loading the hiring loops" />}
      {loops.data && (
        <DataTable
          label="Hiring loops"
          columns={columns}
          rows={loops.data.items}
          rowKey={(loop) => loop.id}
          empty={
            <EmptyState icon="compare" title="Nothing to compare yet">
              A hiring loop opens with its first assessment; candidates appear here when their time is over.
            </EmptyState>
          }
        />
      )}
    </StaffPage>
  );
}
