import type { RouteResponse, routes } from '@assay/contracts';
import { countOf } from '@assay/domain';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Button } from '../../components/button.js';
import type { Column } from '../../components/data-table.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState } from '../../components/empty-state.js';
import { Segmented } from '../../components/field.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import type { StatusProps } from '../../components/tag.js';
import { Status, Tag } from '../../components/tag.js';
import { StaffPage } from '../../lib/staff-page.js';
import { localDate, localTime } from '../../lib/time.js';
import type { ReviewFilter } from './review.queries.js';
import { reviewsQuery } from './review.queries.js';

type Row = RouteResponse<typeof routes.reviews.list>['items'][number];

const filters: readonly { value: ReviewFilter; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'mine', label: 'Mine' },
  { value: 'submitted', label: 'Handed in' },
  { value: 'all', label: 'All' },
];

const states: Record<Row['state'], Pick<StatusProps, 'tone' | 'icon'> & { word: string }> = {
  open: { icon: 'inbox', word: 'Open' },
  mine: { tone: 'acc', icon: 'pencil', word: 'Yours' },
  taken: { icon: 'lock', word: 'Taken' },
  submitted: { tone: 'ok', icon: 'check', word: 'Handed in' },
};

const columns: readonly Column<Row>[] = [
  {
    id: 'candidate',
    header: 'Candidate',
    rowHeader: true,
    cell: (row) => <Link to={`/reviews/${row.id}`}>Candidate {row.pseudonym}</Link>,
  },
  { id: 'exercise', header: 'Exercise', sortBy: (row) => row.exercise.title, cell: (row) => row.exercise.title },
  { id: 'due', header: 'Due', sortBy: (row) => row.dueAt, cell: (row) => <span className="nowrap">{localDate(row.dueAt)}</span> },
  { id: 'state', header: 'State', sortBy: (row) => row.state, cell: (row) => <ReviewStatus row={row} /> },
  { id: 'rated', header: 'Rated', number: true, cell: (row) => `${String(row.rated)} of ${String(row.criteria)}` },
];

/** What waits for a rating, by due date. Blind: candidates appear under three signs. */
export function ReviewQueuePage() {
  const [search, setSearch] = useSearchParams();
  const wanted = filters.find(({ value }) => value === search.get('state'))?.value ?? 'open';
  const reviews = useQuery(reviewsQuery(wanted));
  const next =
    reviews.data?.items.find(({ state }) => state === 'mine') ?? reviews.data?.items.find(({ state }) => state === 'open');
  return (
    <StaffPage crumbs={[{ label: 'Review queue' }]} state={<BlindTag />} wide>
      <div className="row wrap">
        <h1>Review queue</h1>
        <span className="sp" />
        <Segmented
          label="Which reviews"
          value={wanted}
          options={filters}
          onChange={(state) => setSearch({ state }, { replace: true })}
        />
      </div>
      {reviews.data && next && (
        <p className="muted">
          {countOf(reviews.data.items.filter(({ state }) => state === 'open').length, 'piece')} open. Next by due date:{' '}
          <Link to={`/reviews/${next.id}`}>
            Candidate {next.pseudonym}, {next.exercise.title}
          </Link>
        </p>
      )}
      {reviews.error && (
        <ProblemNote error={reviews.error} actions={<Button onClick={() => void reviews.refetch()}>Try again</Button>} />
      )}
      {reviews.isPending && <Skeleton label="Loading the reviews" />}
      {reviews.data && (
        <DataTable
          label="Reviews"
          columns={columns}
          rows={reviews.data.items}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              kind={wanted === 'open' ? 'done' : 'nothing'}
              title={wanted === 'open' ? 'Nothing waits for you' : 'No reviews here'}
            >
              Work appears when a candidate’s time is over. Two people rate each piece, without seeing each other’s ratings.
            </EmptyState>
          }
        />
      )}
    </StaffPage>
  );
}

function ReviewStatus({ row }: { row: Row }) {
  const { word, ...look } = states[row.state];
  return (
    <Status {...look}>
      {word}
      {row.state === 'mine' && row.claimExpiresAt && ` until ${localTime(row.claimExpiresAt)}`}
    </Status>
  );
}

/** Always visible where the candidate's identity is hidden. */
export function BlindTag() {
  return (
    <Tag tone="acc" icon="eye-off">
      Blind: identity hidden
    </Tag>
  );
}
