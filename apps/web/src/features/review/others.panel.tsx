import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { placeOf } from './evidence.js';
import { othersQuery } from './review.queries.js';

/** After handing in: what the others rated for the criterion in hand. */
export function OthersPanel({ reviewId, criterionId }: { reviewId: string; criterionId: string }) {
  const others = useQuery(othersQuery(reviewId));
  const ratings = others.data?.items.filter(({ criterion }) => criterion === criterionId) ?? [];
  return (
    <section className="rfoot others" aria-labelledby="others-title">
      <h3 className="h4" id="others-title">
        What others rated
      </h3>
      {others.isPending && <Skeleton label="Loading the others’ ratings" lines={2} />}
      {others.error && <ProblemNote error={others.error} />}
      {others.data && ratings.length === 0 && <p className="small muted">Nobody else has rated this criterion yet.</p>}
      <ul className="plain col">
        {ratings.map((rating) => (
          <li key={rating.rater.id} className="small">
            <strong>
              {rating.rater.name}: level {rating.level}
            </strong>
            {rating.reason && <p>“{rating.reason}”</p>}
            {rating.evidence.length > 0 && <p className="muted">{rating.evidence.map(placeOf).join(' · ')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
