import type { RouteResponse } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { countOf } from '@assay/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.js';
import type { Column } from '../../components/data-table.js';
import { DataTable } from '../../components/data-table.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { endpointQuery } from '../../lib/endpoint-query.js';
import { StaffPage } from '../../lib/staff-page.js';
import { localTime } from '../../lib/time.js';

type AuditEvent = RouteResponse<typeof routes.audit.list>['items'][number];

const columns: readonly Column<AuditEvent>[] = [
  {
    id: 'at',
    header: 'When',
    cell: (event) => <span className="nowrap">{localTime(event.at, new Date(), { seconds: true })}</span>,
  },
  { id: 'action', header: 'What', rowHeader: true, sortBy: (event) => event.action, cell: (event) => event.action },
  { id: 'actor', header: 'Who', cell: (event) => <span className="mono tiny">{event.actor}</span> },
  { id: 'subject', header: 'About', cell: (event) => <span className="mono tiny">{event.subject}</span> },
  { id: 'seq', header: 'Place in the chain', number: true, cell: (event) => event.seq ?? 'being sealed' },
  { id: 'hash', header: 'Hash', cell: (event) => <span className="mono tiny">{event.hash?.slice(0, 12)}</span> },
];

/** What was done, by whom, in an order that cannot be changed unseen. Ids are pseudonyms. */
export function AuditPage() {
  const events = useQuery(endpointQuery(routes.audit.list, { query: { limit: 100 } }));
  const check = useQuery({ ...endpointQuery(routes.audit.verify, {}), enabled: false });
  return (
    <StaffPage
      crumbs={[{ label: 'Audit' }]}
      wide
      actions={
        <Button kind="primary" icon="shield" busy={check.isFetching && 'Checking'} onClick={() => void check.refetch()}>
          Check the chain
        </Button>
      }
    >
      <h1>Audit log</h1>
      {check.error && <ProblemNote error={check.error} />}
      {check.data && <ChainNote check={check.data} />}
      {events.error && <ProblemNote error={events.error} />}
      {events.isPending && <Skeleton label="Loading the audit log" />}
      {events.data && (
        <DataTable label="Audit events, newest first" columns={columns} rows={events.data.items} rowKey={(event) => event.id} />
      )}
    </StaffPage>
  );
}

function ChainNote({ check }: { check: RouteResponse<typeof routes.audit.verify> }) {
  if (check.broken) {
    return (
      <Note tone="bad" fact={`The chain is broken at place ${String(check.broken.seq)}.`} role="alert">
        {check.broken.why} Everything before it is as it was written.
      </Note>
    );
  }
  return (
    <Note tone="ok" fact={`The chain holds: ${countOf(check.events, 'event')}, nothing was changed.`} role="status">
      {check.unsealed > 0 && `${countOf(check.unsealed, 'event')} of the last second not sealed yet.`}
    </Note>
  );
}
