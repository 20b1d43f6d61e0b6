import type { AttemptView } from '@assay/contracts';
import { Link } from 'react-router';
import { Icon } from '../../components/icon.js';

export interface StepsProps {
  exercises: AttemptView['workspaces'];
  currentId: string;
  /** Address of an exercise, counted from 1. */
  hrefOf: (index: number) => string;
}

/** The exercises in their order; a tick means handed in. */
export function Steps({ exercises, currentId, hrefOf }: StepsProps) {
  if (exercises.length < 2) {
    return null;
  }
  return (
    <nav aria-label="Exercises">
      <ol className="steps plain">
        {exercises.map(({ id, title, minutes, receipt }, index) => (
          <li key={id}>
            <Link
              to={hrefOf(index + 1)}
              aria-current={id === currentId ? 'step' : undefined}
              title={`${title}, about ${String(minutes)} min`}
            >
              <span className="n" aria-hidden="true">
                {receipt ? <Icon name="check" small /> : index + 1}
              </span>
              <span className="nm">{title}</span>
              {receipt && <span className="sr">, handed in</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
