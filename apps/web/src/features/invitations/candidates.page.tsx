import type { InvitationView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '../../components/button.js';
import type { Column } from '../../components/data-table.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState } from '../../components/empty-state.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import type { StatusProps } from '../../components/tag.js';
import { Status } from '../../components/tag.js';
import { api } from '../../lib/api.js';
import { useMay } from '../../lib/session.js';
import { StaffPage } from '../../lib/staff-page.js';
import { localDate, localTime } from '../../lib/time.js';
import { invitationsQuery, invitedAssessmentQuery } from './invitations.queries.js';
import { InviteDrawer } from './invite.drawer.js';
import { LinkDialog } from './link.dialog.js';
import './invitations.css';

const states: Record<InvitationView['state'], Pick<StatusProps, 'tone' | 'icon'> & { word: string }> = {
  waiting: { icon: 'mail', word: 'Waiting' },
  opened: { icon: 'eye', word: 'Link opened' },
  running: { tone: 'acc', icon: 'clock', word: 'Running' },
  finished: { tone: 'ok', icon: 'check', word: 'Finished' },
  expired: { tone: 'warn', icon: 'clock', word: 'Expired' },
  revoked: { icon: 'cross', word: 'Withdrawn' },
};

/** Who is invited to one assessment, how far they are, and inviting more. */
export function CandidatesPage() {
  const { assessmentId = '' } = useParams();
  const client = useQueryClient();
  const mayInvite = useMay()('invitations.write');
  const assessment = useQuery(invitedAssessmentQuery(assessmentId));
  const invitations = useQuery({ ...invitationsQuery(assessmentId), refetchInterval: 15_000 });
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);
  const published = assessment.data?.published ?? null;
  const refresh = () => client.invalidateQueries({ queryKey: invitationsQuery(assessmentId).queryKey });

  const revoke = useMutation({
    mutationFn: (invitationId: string) => api(routes.invitations.revoke, { params: { invitationId } }),
    onSettled: refresh,
  });
  const reissue = useMutation({
    mutationFn: (invitationId: string) => api(routes.invitations.reissue, { params: { invitationId } }),
    onSuccess: (fresh) => setLink({ name: fresh.invitation.candidate.name, link: fresh.link }),
    onSettled: refresh,
  });

  const title = published?.title ?? assessment.data?.draft?.title ?? 'Assessment';
  const invite = mayInvite && (
    <Button
      kind="primary"
      icon="mail"
      unavailable={!published && 'Publish the assessment first'}
      reasonAt="beside"
      onClick={() => setInviting(true)}
    >
      Invite candidates
    </Button>
  );
  const error = assessment.error ?? invitations.error ?? revoke.error ?? reissue.error;
  return (
    <StaffPage
      crumbs={[
        { label: 'Assessments', to: '/assessments' },
        { label: title, to: `/assessments/${assessmentId}` },
        { label: 'Candidates' },
      ]}
      actions={invite}
      wide
    >
      <h1>Candidates of {title}</h1>
      {error && <ProblemNote error={error} />}
      {invitations.isPending && <Skeleton label="Loading the candidates" />}
      {invitations.data && (
        <DataTable
          label="Candidates"
          columns={columnsFor(
            mayInvite,
            (id) => reissue.mutate(id),
            (id) => revoke.mutate(id),
          )}
          rows={invitations.data.items}
          rowKey={(row) => row.id}
          empty={
            <EmptyState icon="people" title="Nobody is invited yet" actions={invite}>
              Each candidate gets a link of their own; the clock starts when they press Start.
            </EmptyState>
          }
        />
      )}
      <InviteDrawer assessmentId={assessmentId} opened={inviting} onClose={() => setInviting(false)} />
      <LinkDialog shown={link} onClose={() => setLink(null)} />
    </StaffPage>
  );
}

function columnsFor(
  mayInvite: boolean,
  onReissue: (id: string) => void,
  onRevoke: (id: string) => void,
): readonly Column<InvitationView>[] {
  const columns: Column<InvitationView>[] = [
    {
      id: 'name',
      header: 'Candidate',
      rowHeader: true,
      sortBy: (row) => row.candidate.name,
      cell: (row) => (
        <>
          <span className="strong">{row.candidate.name}</span>
          <span className="tiny muted blk">{row.candidate.email}</span>
        </>
      ),
    },
    { id: 'state', header: 'State', sortBy: (row) => row.state, cell: (row) => <InvitationStatus row={row} /> },
    {
      id: 'time',
      header: 'Extra time',
      number: true,
      sortBy: (row) => row.timeFactor,
      cell: (row) => (row.timeFactor === 1 ? '–' : `${String(row.timeFactor)}×`),
    },
    {
      id: 'invited',
      header: 'Invited',
      sortBy: (row) => row.createdAt,
      cell: (row) => <span className="nowrap">{localTime(row.createdAt)}</span>,
    },
    {
      id: 'until',
      header: 'Started or link works until',
      sortBy: (row) => row.attempt?.startedAt ?? row.expiresAt,
      cell: (row) => (
        <span className="nowrap">
          {row.attempt ? `started ${localTime(row.attempt.startedAt)}` : `until ${localDate(row.expiresAt)}`}
        </span>
      ),
    },
  ];
  if (mayInvite) {
    columns.push({
      id: 'actions',
      header: <span className="sr">Actions</span>,
      cell: (row) => <RowActions row={row} onReissue={onReissue} onRevoke={onRevoke} />,
    });
  }
  return columns;
}

function InvitationStatus({ row }: { row: InvitationView }) {
  const { word, ...look } = states[row.state];
  return <Status {...look}>{word}</Status>;
}

/** A started attempt keeps its link; what was not started can get a new one or be withdrawn. */
function RowActions({
  row,
  onReissue,
  onRevoke,
}: {
  row: InvitationView;
  onReissue: (id: string) => void;
  onRevoke: (id: string) => void;
}) {
  const open = row.state === 'waiting' || row.state === 'opened';
  return (
    <span className="row g1 acts-end">
      {(open || row.state === 'expired') && (
        <Button
          kind="quiet"
          size="sm"
          icon="link"
          onClick={() => onReissue(row.id)}
          aria-label={`New link for ${row.candidate.name}`}
        >
          New link
        </Button>
      )}
      {open && (
        <Button
          kind="quiet"
          size="sm"
          icon="cross"
          onClick={() => onRevoke(row.id)}
          aria-label={`Withdraw the invitation of ${row.candidate.name}`}
        >
          Withdraw
        </Button>
      )}
    </span>
  );
}
