import type { RouteResponse, routes } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../components/button.js';
import type { Column } from '../../components/data-table.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState } from '../../components/empty-state.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { Status } from '../../components/tag.js';
import { useMay } from '../../lib/session.js';
import { StaffPage } from '../../lib/staff-page.js';
import { localTime } from '../../lib/time.js';
import { assessmentsQuery } from './assessments.queries.js';
import { NewAssessmentDrawer } from './new-assessment.drawer.js';

type Row = RouteResponse<typeof routes.assessments.list>['items'][number];

const columns: readonly Column<Row>[] = [
  { id: 'title', header: 'Assessment', rowHeader: true, sortBy: (row) => row.title, cell: (row) => <TitleCell row={row} /> },
  { id: 'state', header: 'State', cell: (row) => <VersionState row={row} /> },
  { id: 'minutes', header: 'Minutes', number: true, sortBy: (row) => row.minutes, cell: (row) => row.minutes },
  {
    id: 'waiting',
    header: 'Waiting',
    number: true,
    sortBy: (row) => row.invitations.waiting,
    cell: (row) => row.invitations.waiting,
  },
  {
    id: 'running',
    header: 'Running',
    number: true,
    sortBy: (row) => row.invitations.running,
    cell: (row) => row.invitations.running,
  },
  {
    id: 'finished',
    header: 'Finished',
    number: true,
    sortBy: (row) => row.invitations.finished,
    cell: (row) => row.invitations.finished,
  },
  {
    id: 'updated',
    header: 'Changed',
    sortBy: (row) => row.updatedAt,
    cell: (row) => <span className="nowrap">{localTime(row.updatedAt)}</span>,
  },
  {
    id: 'go',
    header: <span className="sr">Go to</span>,
    cell: (row) => row.published !== null && <Link to={`/assessments/${row.id}/candidates`}>Candidates</Link>,
  },
];

/** Every assessment of the company: how far it is, and who sits it. */
export function AssessmentsPage() {
  const assessments = useQuery(assessmentsQuery());
  const mayWrite = useMay()('assessments.write');
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
      New assessment
    </Button>
  );
  return (
    <StaffPage crumbs={[{ label: 'Assessments' }]} actions={create} wide>
      <h1>Assessments</h1>
      {assessments.error && (
        <ProblemNote error={assessments.error} actions={<Button onClick={() => void assessments.refetch()}>Try again</Button>} />
      )}
      {assessments.isPending && <Skeleton label="Loading the assessments" />}
      {assessments.data && (
        <DataTable
          label="Assessments"
          columns={columns}
          rows={assessments.data.items}
          rowKey={(row) => row.id}
          empty={
            <EmptyState icon="clipboard" title="No assessment yet" actions={create}>
              An assessment is a timed set of exercises for a role. Start from a role; its competencies show what is still
              missing.
            </EmptyState>
          }
        />
      )}
      <NewAssessmentDrawer opened={creating} onClose={() => setCreating(false)} />
    </StaffPage>
  );
}

function TitleCell({ row }: { row: Row }) {
  return (
    <>
      <Link to={`/assessments/${row.id}`} className="strong">
        {row.title}
      </Link>
      <span className="tiny muted blk">{row.role.title}</span>
    </>
  );
}

function VersionState({ row }: { row: Row }) {
  return (
    <span className="row wrap g3">
      {row.published !== null && (
        <Status tone="ok" icon="check">
          Version {row.published} published
        </Status>
      )}
      {row.draft !== null && <Status icon="pencil">Draft {row.draft}</Status>}
    </span>
  );
}
