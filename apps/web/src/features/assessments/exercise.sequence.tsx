import type { ExerciseSummary, RoleManifest } from '@assay/contracts';
import { totalMinutes, countOf } from '@assay/domain';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { Button, IconButton } from '../../components/button.js';
import { EmptyState } from '../../components/empty-state.js';
import { TextArea, TextField } from '../../components/field.js';
import { Tag } from '../../components/tag.js';
import type { DraftContent } from './draft.saver.js';

interface ExerciseSequenceProps {
  content: DraftContent;
  picked: readonly ExerciseSummary[];
  role: RoleManifest;
  readOnly: boolean;
  onChange: (part: Partial<DraftContent>) => void;
  /** Address of an exercise's preview. */
  previewOf: (exercise: ExerciseSummary) => string;
  /** Opens the role's blueprints. */
  onBlueprint: () => void;
  problem: ReactNode;
}

/** Middle: title, rules and the exercises in their order. */
export function ExerciseSequence({
  content,
  picked,
  role,
  readOnly,
  onChange,
  previewOf,
  onBlueprint,
  problem,
}: ExerciseSequenceProps) {
  const most = role.rules.maxMinutesPerSitting;
  const total = totalMinutes(picked);
  const ids = content.exerciseIds;
  const move = (from: number, by: number): void => onChange({ exerciseIds: moved(ids, from, from + by) });
  const remove = (id: string): void => onChange({ exerciseIds: ids.filter((other) => other !== id) });
  return (
    <section className="bl-seq" aria-label="Assessment" data-region>
      {problem}
      <div className="row top">
        <div>
          <h1>{content.title || 'Untitled'}</h1>
          <p className="small muted">
            {role.title}, role version {role.version}. One sitting, at most {most} minutes.
          </p>
        </div>
        <span className="sp" />
        <p className="big2 nowrap">
          {total} <span className="small muted">of {most} min</span>
        </p>
      </div>
      <div
        className="tl"
        role="img"
        aria-label={`${picked.map(({ minutes }) => String(minutes)).join(', ') || '0'} minutes of ${String(most)}`}
      >
        {picked.map(({ id, minutes }) => (
          <i key={id} style={{ width: `${String((100 * minutes) / Math.max(total, most))}%` }}>
            {minutes}
          </i>
        ))}
      </div>
      {picked.length === 0 && (
        <EmptyState icon="clipboard" title="Nothing picked yet">
          Add exercises from the left, or start from a blueprint of the role. Coverage on the right follows as you pick.
        </EmptyState>
      )}
      {!readOnly && role.blueprints.length > 0 && (
        <div className="row">
          <Button size="sm" icon="book" onClick={onBlueprint}>
            Start from a blueprint
          </Button>
        </div>
      )}
      <ol className="plain seq">
        {picked.map((exercise, index) => (
          <li key={exercise.id} className="card">
            <div className="sqn">{index + 1}</div>
            <ExerciseCard exercise={exercise} preview={previewOf(exercise)} />
            {!readOnly && (
              <div
                className="sqm"
                onKeyDown={(event) =>
                  moveByKey(
                    event,
                    (by) => move(index, by),
                    () => remove(exercise.id),
                  )
                }
              >
                <IconButton
                  icon="arrow-up"
                  size="sm"
                  label={`Move ${exercise.title} up`}
                  onClick={() => move(index, -1)}
                  aria-disabled={index === 0}
                />
                <IconButton
                  icon="arrow-down"
                  size="sm"
                  label={`Move ${exercise.title} down`}
                  onClick={() => move(index, 1)}
                  aria-disabled={index === picked.length - 1}
                />
                <IconButton icon="cross" size="sm" label={`Remove ${exercise.title}`} onClick={() => remove(exercise.id)} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <fieldset className="fs col g4" disabled={readOnly}>
        <legend className="h3">What candidates read</legend>
        <TextField
          label="Title"
          value={content.title}
          maxLength={80}
          error={content.title.trim() === '' && 'A title is needed before this can be saved.'}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextArea
          label="Rules"
          rows={4}
          maxLength={2_000}
          value={content.rules}
          hint="What is fine and what is not in this sitting, above all help from AI assistants. Shown before the clock starts."
          onChange={(event) => onChange({ rules: event.currentTarget.value })}
        />
      </fieldset>
    </section>
  );
}

function ExerciseCard({ exercise, preview }: { exercise: ExerciseSummary; preview: string }) {
  return (
    <div className="sqb">
      <div className="row">
        <h2 className="h3">{exercise.title}</h2>
        <span className="tiny faint nowrap">
          {exercise.code} · v{exercise.version}
        </span>
        <span className="sp" />
        <Link className="small" to={preview} aria-label={`Preview ${exercise.title}`}>
          Preview
        </Link>
        <span className="strong nowrap">{exercise.minutes} min</span>
      </div>
      <p className="row wrap g1 tags">
        {exercise.competencies.map(({ id, minutes }) => (
          <Tag key={id} tone="plain">
            {id} · {minutes} min
          </Tag>
        ))}
      </p>
      <p className="row wrap small muted">
        {countOf(exercise.hiddenTests, 'hidden test')}, {countOf(exercise.criteria, 'rated criterion', 'rated criteria')}
        <span className="sp" />
        {exercise.piloted}
      </p>
    </div>
  );
}

/** Alt with an arrow moves, Delete removes, from any button of the card. */
function moveByKey(event: KeyboardEvent, move: (by: number) => void, remove: () => void): void {
  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
  const step = event.altKey ? steps[event.key] : undefined;
  if (step !== undefined) move(step);
  else if (event.key === 'Delete') remove();
  else return;
  event.preventDefault();
}

/** The list with one entry moved; unchanged when it would leave the list. */
export function moved(ids: readonly string[], from: number, to: number): string[] {
  const id = ids[from];
  if (id === undefined || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
