import type { ExerciseSummary } from '@assay/contracts';
import type { CompetencyCoverage } from '@assay/domain';
import type { RefObject } from 'react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { Tag } from '../../components/tag.js';

interface ExerciseLibraryProps {
  exercises: readonly ExerciseSummary[];
  isPicked: (id: string) => boolean;
  /** To say which exercise closes a gap, and to put those first. */
  gaps: readonly CompetencyCoverage[];
  searchRef: RefObject<HTMLInputElement | null>;
  readOnly: boolean;
  /** Address of an exercise's preview. */
  previewOf: (exercise: ExerciseSummary) => string;
  /** The exercise under the pointer or the focus; null when it leaves. */
  onPoint: (exercise: ExerciseSummary | null) => void;
  onAdd: (exercise: ExerciseSummary) => void;
}

/** Left: what can be added, what closes a gap first. */
export function ExerciseLibrary(props: ExerciseLibraryProps) {
  const { exercises, isPicked, gaps, searchRef, readOnly, previewOf, onPoint, onAdd } = props;
  const searchId = useId();
  const [wanted, setWanted] = useState('');
  const offered = exercises
    .filter((exercise) => !isPicked(exercise.id) && fits(exercise, wanted))
    .map((exercise) => ({ exercise, closes: closedGaps(exercise, gaps) }))
    .toSorted((a, b) => b.closes.length - a.closes.length);
  return (
    <section className="bl-lib" aria-labelledby={`${searchId}-title`} data-region>
      <div className="pad">
        <h2 id={`${searchId}-title`}>Exercises</h2>
        <label className="sr" htmlFor={searchId}>
          Find by name or competency
        </label>
        <div className="find">
          <Icon name="search" />
          <input
            ref={searchRef}
            id={searchId}
            className="input lg"
            type="search"
            placeholder="Find by name or competency"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      </div>
      {offered.length === 0 && (
        <p className="pad small muted">{wanted === '' ? 'Every exercise is in the assessment.' : `Nothing fits “${wanted}”.`}</p>
      )}
      <ul className="plain lib">
        {offered.map(({ exercise, closes }) => (
          <li
            key={exercise.id}
            onMouseEnter={() => onPoint(exercise)}
            onMouseLeave={() => onPoint(null)}
            onFocus={() => onPoint(exercise)}
            onBlur={() => onPoint(null)}
          >
            <div>
              <span className="strong small">{exercise.title}</span>
              <span className="tiny muted">
                {exercise.code} · {exercise.competencies.map(({ id }) => id).join(' · ')}
              </span>
              {closes.length > 0 && (
                <Tag tone="acc" icon="arrow-right">
                  closes the {closes.join(' and ')} gap
                </Tag>
              )}
            </div>
            <span className="small muted nowrap">{exercise.minutes} min</span>
            <Link className="btn quiet sm icon" to={previewOf(exercise)} aria-label={`Preview ${exercise.title}`} title="Preview">
              <Icon name="eye" small />
            </Link>
            {!readOnly && <IconButton icon="plus" size="sm" label={`Add ${exercise.title}`} onClick={() => onAdd(exercise)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function fits(exercise: ExerciseSummary, wanted: string): boolean {
  const words = [exercise.title, exercise.summary, exercise.code, exercise.kind, ...exercise.competencies.map(({ id }) => id)];
  return words.join(' ').toLowerCase().includes(wanted.trim().toLowerCase());
}

function closedGaps({ competencies }: ExerciseSummary, gaps: readonly CompetencyCoverage[]): string[] {
  return gaps
    .filter((gap) => !gap.met && competencies.some(({ id, minutes }) => id === gap.competency && minutes >= gap.short))
    .map((gap) => gap.competency);
}
