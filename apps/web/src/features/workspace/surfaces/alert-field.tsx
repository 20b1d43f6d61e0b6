import type { AlertRule, FormFieldOf, TextFile } from '@assay/contracts';
import { alertRule } from '@assay/contracts';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button, IconButton } from '../../../components/button.js';
import { SelectField, TextField } from '../../../components/field.js';
import { Status } from '../../../components/tag.js';
import { AlertPreview } from './alert-preview.js';
import { isObject } from './answers-document.js';
import type { FieldProps } from './fields.js';
import { sampleSeries } from './sample-series.js';

interface AlertFieldProps extends FieldProps<FormFieldOf<'alert'>> {
  /** Where sample series may be. */
  files: readonly TextFile[];
}

/** A condition while it is written: numbers as they were typed. */
interface Condition {
  signal: string;
  statistic: string;
  minutes: string;
  comparison: string;
  value: string;
}

interface Draft {
  all: Condition[];
  forMinutes: string;
}

const statistics = [
  { value: 'mean', label: 'mean' },
  { value: 'max', label: 'highest' },
  { value: 'min', label: 'lowest' },
];
const comparisons = [
  { value: 'above', label: 'is above' },
  { value: 'below', label: 'is below' },
];
const most = 6;

/** An alert rule as a sentence of fields, and what it would have done on the series that the exercise shows. */
export function AlertField({ field, value, onChange, readOnly, labelledBy, describedBy, files }: AlertFieldProps) {
  const [draft, setDraft] = useState(() => draftOf(value));
  const samples = useMemo(
    () =>
      sampleSeries(
        files,
        field.signals.map(({ id }) => id),
      ),
    [files, field.signals],
  );
  const change = (next: Draft): void => {
    setDraft(next);
    onChange(next.all.length === 0 ? null : written(next));
  };
  const set = (index: number, part: Partial<Condition>): void =>
    change({ ...draft, all: draft.all.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const add = (): void => {
    const first: Condition = {
      signal: field.signals[0]?.id ?? '',
      statistic: 'mean',
      minutes: '5',
      comparison: 'above',
      value: '',
    };
    change({ ...draft, all: [...draft.all, first] });
  };
  const rule = useDeferredValue(ruleIn(draft));
  return (
    <div className="col g3" role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {draft.all.length === 0 && <p className="small muted">The rule has no condition yet.</p>}
      <ol className="plain falert">
        {draft.all.map((condition, index) => (
          <li key={index}>
            <fieldset className="fcond" disabled={readOnly}>
              <legend className="small strong">{index === 0 ? 'Fire when' : 'and when'}</legend>
              <SelectField
                label="the"
                value={condition.statistic}
                options={statistics}
                onChange={(event) => set(index, { statistic: event.currentTarget.value })}
              />
              <SelectField
                label="of"
                value={condition.signal}
                options={field.signals.map(({ id, label }) => ({ value: id, label }))}
                onChange={(event) => set(index, { signal: event.currentTarget.value })}
              />
              <TextField
                label="over the last minutes"
                inputMode="numeric"
                value={condition.minutes}
                onChange={(event) => set(index, { minutes: event.currentTarget.value })}
                error={!isWhole(condition.minutes, 1, 1_440) && 'Whole minutes, 1 to 1440.'}
              />
              <SelectField
                label="compared"
                value={condition.comparison}
                options={comparisons}
                onChange={(event) => set(index, { comparison: event.currentTarget.value })}
              />
              <TextField
                label={valueLabel(field, condition.signal)}
                inputMode="decimal"
                value={condition.value}
                onChange={(event) => set(index, { value: event.currentTarget.value })}
                error={condition.value.trim() !== '' && !isNumber(condition.value) && 'Digits, such as 0.02.'}
              />
              {!readOnly && (
                <IconButton
                  icon="trash"
                  label={`Remove condition ${String(index + 1)}`}
                  onClick={() => change({ ...draft, all: draft.all.toSpliced(index, 1) })}
                />
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="row wrap g3">
        {!readOnly && draft.all.length < most && (
          <Button size="sm" icon="plus" onClick={add}>
            {draft.all.length === 0 ? 'Add a condition' : 'Add another condition'}
          </Button>
        )}
        {draft.all.length > 0 && (
          <TextField
            label="and this lasts longer than … minutes in a row"
            inputMode="numeric"
            className="fnum"
            value={draft.forMinutes}
            readOnly={readOnly}
            onChange={(event) => change({ ...draft, forMinutes: event.currentTarget.value })}
            error={!isWhole(draft.forMinutes, 0, 240) && 'Whole minutes, 0 to 240.'}
          />
        )}
      </div>
      {draft.all.length > 0 && rule === null && (
        <Status tone="warn" icon="warning" flow>
          The rule is not complete: give every condition its number.
        </Status>
      )}
      {samples.length > 0 && <AlertPreview rule={rule} samples={samples} signals={field.signals} />}
    </div>
  );
}

function valueLabel({ signals }: FormFieldOf<'alert'>, signal: string): string {
  const unit = signals.find(({ id }) => id === signal)?.unit;
  return unit ? `this value, in ${unit}` : 'this value';
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

function isWhole(text: string, least: number, largest: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= largest;
}

/** Numbers as numbers, anything else as it was typed, so that nothing is lost on the way. */
function written({ all, forMinutes }: Draft): unknown {
  const given = (text: string): number | string | null => (text.trim() === '' ? null : isNumber(text) ? Number(text) : text);
  return {
    all: all.map((one) => ({ ...one, minutes: given(one.minutes), value: given(one.value) })),
    forMinutes: given(forMinutes),
  };
}

function ruleIn(draft: Draft): AlertRule | null {
  return alertRule.safeParse(written(draft)).data ?? null;
}

function draftOf(value: unknown): Draft {
  const { all, forMinutes } = isObject(value) ? value : {};
  const conditions = Array.isArray(all) ? all.filter(isObject) : [];
  return {
    all: conditions.map(({ signal, statistic, minutes, comparison, value: limit }) => ({
      signal: textOf(signal),
      statistic: textOf(statistic) || 'mean',
      minutes: textOf(minutes),
      comparison: textOf(comparison) || 'above',
      value: textOf(limit),
    })),
    forMinutes: textOf(forMinutes) || '0',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
