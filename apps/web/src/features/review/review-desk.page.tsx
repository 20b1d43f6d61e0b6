import type { ReviewView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../components/button.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { Status } from '../../components/tag.js';
import { api } from '../../lib/api.js';
import { endpointKey } from '../../lib/endpoint-query.js';
import { StaffPage } from '../../lib/staff-page.js';
import { localTime } from '../../lib/time.js';
import { ReviewDesk } from './review-desk.js';
import { BlindTag } from './review-queue.page.js';
import { reviewQuery } from './review.queries.js';
import './review.css';

/** One piece of work beside its rubric. */
export function ReviewDeskPage() {
  const { reviewId = '' } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const review = useQuery({ ...reviewQuery(reviewId), staleTime: Number.POSITIVE_INFINITY });

  const settle = async (changed: ReviewView): Promise<void> => {
    client.setQueryData(reviewQuery(reviewId).queryKey, changed);
    await client.invalidateQueries({ queryKey: endpointKey(routes.reviews.list) });
  };
  const claim = useMutation({
    mutationFn: () => api(routes.reviews.claim, { params: { reviewId }, body: {} }),
    onSuccess: settle,
  });
  const release = useMutation({
    mutationFn: () => api(routes.reviews.release, { params: { reviewId }, body: {} }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: reviewQuery(reviewId).queryKey });
      await client.invalidateQueries({ queryKey: endpointKey(routes.reviews.list) });
      await navigate('/reviews');
    },
  });

  const data = review.data;
  const name = data ? `Candidate ${data.pseudonym}` : 'Review';
  return (
    <StaffPage
      crumbs={[{ label: 'Review queue', to: '/reviews' }, { label: name }, ...(data ? [{ label: data.exercise.title }] : [])]}
      mainClass="main desk"
      state={data && <DeskState review={data} />}
      actions={
        data && (
          <DeskActions
            review={data}
            claiming={claim.isPending}
            onClaim={() => claim.mutate()}
            onRelease={() => release.mutate()}
            onNext={(id) => void navigate(`/reviews/${id}`)}
          />
        )
      }
    >
      {review.isPending && <Skeleton label="Loading the review" />}
      {review.error && (
        <div className="deskproblem">
          <ProblemNote
            error={review.error}
            actions={<Button onClick={() => void navigate('/reviews')}>Back to the queue</Button>}
          />
        </div>
      )}
      {data && (
        <ReviewDesk key={`${data.id} ${data.state}`} review={data} problem={claim.error ?? release.error} onChanged={settle} />
      )}
    </StaffPage>
  );
}

function DeskState({ review }: { review: ReviewView }) {
  const { index, of } = review.position;
  return (
    <>
      <BlindTag />
      {review.state === 'mine' && review.claimExpiresAt && (
        <Status icon="clock">Yours until {localTime(review.claimExpiresAt)}</Status>
      )}
      {review.state === 'taken' && (
        <Status tone="warn" icon="lock">
          Taken by someone else
        </Status>
      )}
      {review.state === 'submitted' && (
        <Status tone="ok" icon="check">
          Handed in
        </Status>
      )}
      {index > 0 && (
        <span className="small muted nowrap hide-s">
          {index} of {of}
        </span>
      )}
    </>
  );
}

interface DeskActionsProps {
  review: ReviewView;
  claiming: boolean;
  onClaim: () => void;
  onRelease: () => void;
  onNext: (reviewId: string) => void;
}

function DeskActions({ review, claiming, onClaim, onRelease, onNext }: DeskActionsProps) {
  const { next } = review.position;
  return (
    <>
      {review.state === 'mine' && <Button onClick={onRelease}>Release</Button>}
      {review.state === 'open' && (
        <Button kind="primary" icon="pencil" busy={claiming && 'Taking'} onClick={onClaim}>
          Take this review
        </Button>
      )}
      {next && (
        <Button kind={review.state === 'submitted' ? 'primary' : 'outline'} keys="n" onClick={() => onNext(next)}>
          Next
        </Button>
      )}
    </>
  );
}
