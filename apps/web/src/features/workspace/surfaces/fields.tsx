import type { FormFieldOf } from '@assay/contracts';
import { useState } from 'react';
import { Button, IconButton } from '../../../components/button.js';
import { InlineCode, withoutCodeMarks } from '../../../components/inline-code.js';
import { Status } from '../../../components/tag.js';
import { choiceOf, choicesOf, judgementOf, orderOf } from './answers-document.js';

export interface FieldProps<Field> {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  readOnly: boolean;
  /** Ids of the label and of the help, for whoever does not see them stand together. */
  labelledBy: string;
  describedBy: string | undefined;
}

export function ChoiceField({ field, value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'choice'>>) {
  const chosen = choiceOf(field.options, value);
  return (
    <div className="fopts" role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {field.options.map(({ id, label }) => (
        <label key={id} className="fopt">
          <input type="radio" name={field.id} checked={id === chosen} disabled={readOnly} onChange={() => onChange(id)} />
          <span>
            <InlineCode>{label}</InlineCode>
          </span>
        </label>
      ))}
    </div>
  );
}

export function ChoicesField({ field, value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'choices'>>) {
  const chosen = choicesOf(field.options, value);
  const toggle = (id: string, on: boolean): void => {
    const next = field.options.map((option) => option.id).filter((other) => (other === id ? on : chosen.includes(other)));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <div className="fopts" role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {field.options.map(({ id, label }) => (
        <label key={id} className="fopt">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={readOnly}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
          <span>
            <InlineCode>{label}</InlineCode>
          </span>
        </label>
      ))}
    </div>
  );
}

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** What was typed stays, also while it is no number. */
export function NumberField({ field, value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'number'>>) {
  const [text, setText] = useState(() => (typeof value === 'number' || typeof value === 'string' ? String(value) : ''));
  const wrong = text.trim() !== '' && !number.test(text.trim());
  const errorId = `${field.id}-error`;
  const type = (typed: string): void => {
    setText(typed);
    const bare = typed.trim();
    onChange(bare === '' ? null : number.test(bare) ? Number(bare) : typed);
  };
  return (
    <div className="col g1">
      <div className="row">
        <input
          className="input fnum"
          inputMode="decimal"
          autoComplete="off"
          aria-labelledby={field.unit ? `${labelledBy} ${field.id}-unit` : labelledBy}
          aria-describedby={[describedBy, wrong && errorId].filter(Boolean).join(' ') || undefined}
          aria-invalid={wrong || undefined}
          maxLength={40}
          value={text}
          readOnly={readOnly}
          onChange={(event) => type(event.currentTarget.value)}
        />
        {field.unit && (
          <span className="small muted" id={`${field.id}-unit`}>
            {field.unit}
          </span>
        )}
      </div>
      {wrong && (
        <Status tone="bad" icon="warning" flow id={errorId}>
          Write digits, with a point for decimals: 1250 or 0.75.
        </Status>
      )}
    </div>
  );
}

export function TextLineField({ value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'text'>>) {
  return (
    <input
      className="input ftext"
      autoComplete="off"
      maxLength={200}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

export function ProseField({ field, value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'prose'>>) {
  return (
    <textarea
      className="input"
      rows={field.rows}
      maxLength={20_000}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

/** Moved by buttons; the order counts once the candidate has moved something or kept it as it is. */
export function OrderField({ field, value, onChange, readOnly, labelledBy, describedBy }: FieldProps<FormFieldOf<'order'>>) {
  const [said, setSaid] = useState('');
  const given = orderOf(field.options, value);
  const order = given ?? field.options.map(({ id }) => id);
  const labels = new Map(field.options.map(({ id, label }) => [id, withoutCodeMarks(label)]));
  const move = (from: number, by: number): void => {
    const id = order[from];
    const to = from + by;
    if (id === undefined || to < 0 || to >= order.length) return;
    onChange(order.toSpliced(from, 1).toSpliced(to, 0, id));
    setSaid(`${labels.get(id) ?? id}: now ${String(to + 1)} of ${String(order.length)}.`);
  };
  return (
    <div className="col">
      <ol className="plain ford" aria-labelledby={labelledBy} aria-describedby={describedBy}>
        {order.map((id, index) => (
          <li key={id}>
            <span className="fpos">{given ? index + 1 : '–'}</span>
            <span className="flab">
              <InlineCode>{field.options.find((option) => option.id === id)?.label ?? id}</InlineCode>
            </span>
            {!readOnly && (
              <span className="row g1">
                <IconButton
                  icon="arrow-up"
                  size="sm"
                  label={`Move up: ${labels.get(id) ?? id}`}
                  aria-disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  size="sm"
                  label={`Move down: ${labels.get(id) ?? id}`}
                  aria-disabled={index === order.length - 1}
                  onClick={() => move(index, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      <span className="sr" role="status">
        {said}
      </span>
      {given === null && !readOnly && (
        <div className="row wrap">
          <Button size="sm" onClick={() => onChange(order)}>
            Answer with this order
          </Button>
          <span className="small muted">Not answered yet: move the items, or keep them as they stand.</span>
        </div>
      )}
    </div>
  );
}

/** One best and one worst of several: a table of two columns of radio buttons. */
export function JudgementField({
  field,
  value,
  onChange,
  readOnly,
  labelledBy,
  describedBy,
}: FieldProps<FormFieldOf<'judgement'>>) {
  const judged = judgementOf(field.options, value);
  const choose = (half: 'best' | 'worst', id: string): void => {
    const other = half === 'best' ? 'worst' : 'best';
    onChange({ ...judged, [half]: id, [other]: judged[other] === id ? null : judged[other] });
  };
  return (
    <table className="t fjud" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      <thead>
        <tr>
          <th scope="col">Option</th>
          <th scope="col">Best</th>
          <th scope="col">Worst</th>
        </tr>
      </thead>
      <tbody>
        {field.options.map(({ id, label }) => (
          <tr key={id}>
            <th scope="row">
              <InlineCode>{label}</InlineCode>
            </th>
            {(['best', 'worst'] as const).map((half) => (
              <td key={half}>
                <label className="fhit">
                  <input
                    type="radio"
                    name={`${field.id}-${half}`}
                    aria-label={`${half === 'best' ? 'Best' : 'Worst'}: ${withoutCodeMarks(label)}`}
                    checked={judged[half] === id}
                    disabled={readOnly}
                    onChange={() => choose(half, id)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
