import type { ExerciseSummary, RoleManifest } from '@assay/contracts';
import type { BlueprintStart } from '@assay/domain';
import { blueprintStarts, countOf, totalMinutes } from '@assay/domain';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Drawer } from '../../components/drawer.js';
import { EmptyState } from '../../components/empty-state.js';
import { SelectField } from '../../components/field.js';
import { Note } from '../../components/note.js';
import { Status } from '../../components/tag.js';

interface BlueprintDrawerProps {
  role: RoleManifest;
  exercises: readonly ExerciseSummary[];
  /** How many exercises are picked already: they give way. */
  picked: number;
  opened: boolean;
  onClose: () => void;
  onStart: (exerciseIds: string[]) => void;
}

/** The role's blueprints, with what exists of them, as a start for the sequence. */
export function BlueprintDrawer({ role, exercises, picked, opened, onClose, onStart }: BlueprintDrawerProps) {
  const starts = opened ? blueprintStarts(role, exercises) : [];
  return (
    <Drawer opened={opened} onClose={onClose} title="Start from a blueprint">
      <div className="col g4">
        {picked > 0 && (
          <Note fact={`${countOf(picked, 'exercise')} will give way.`}>
            What you picked so far is replaced. The published version stays as it is.
          </Note>
        )}
        {starts.length === 0 && (
          <EmptyState icon="book" title="No blueprint can be used yet">
            The exercises that the role’s blueprints are made of are not published yet.
          </EmptyState>
        )}
        {starts.map((start) => (
          <BlueprintCard
            key={start.blueprint.slug}
            start={start}
            most={role.rules.maxMinutesPerSitting}
            onStart={(ids) => {
              onStart(ids);
              onClose();
            }}
          />
        ))}
      </div>
    </Drawer>
  );
}

interface BlueprintCardProps {
  start: BlueprintStart<ExerciseSummary>;
  most: number;
  onStart: (exerciseIds: string[]) => void;
}

function BlueprintCard({ start: { blueprint, families, missing }, most, onStart }: BlueprintCardProps) {
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const taken = families.flatMap(({ alternatives }, index) => {
    const one = alternatives.find(({ id }) => id === chosen[index]) ?? alternatives[0];
    return one ? [one] : [];
  });
  const minutes = totalMinutes(taken);
  const words = missing > 0 ? 'Use what there is' : 'Use these';
  return (
    <section className="card bpc" aria-label={blueprint.title}>
      <h3>{blueprint.title}</h3>
      <p className="small muted">{blueprint.use}.</p>
      <ol className="plain col">
        {families.map(({ alternatives }, index) => (
          <li key={index}>
            {alternatives.length > 1 ? (
              <SelectField
                label="One of a form family: equivalent, take one"
                value={taken[index]?.id ?? ''}
                onChange={(event) => setChosen({ ...chosen, [index]: event.currentTarget.value })}
                options={alternatives.map((one) => ({ value: one.id, label: nameOf(one) }))}
              />
            ) : (
              <span className="small">{alternatives[0] && nameOf(alternatives[0])}</span>
            )}
          </li>
        ))}
      </ol>
      {missing > 0 && (
        <Status icon="dots" flow>
          {countOf(missing, 'item')} of {blueprint.items.length} {missing === 1 ? 'has' : 'have'} no exercise yet.
        </Status>
      )}
      <div className="row wrap">
        <span className="small strong">{minutes} min</span>
        {minutes > most && (
          <Status tone="warn" icon="warning" flow>
            {minutes - most} more than one sitting: leave some to a second assessment.
          </Status>
        )}
        <span className="sp" />
        <Button size="sm" onClick={() => onStart(taken.map(({ id }) => id))} aria-label={`${words}: ${blueprint.title}`}>
          {words}
        </Button>
      </div>
    </section>
  );
}

function nameOf({ code, title, minutes }: ExerciseSummary): string {
  return `${code} ${title}, ${String(minutes)} min`;
}
