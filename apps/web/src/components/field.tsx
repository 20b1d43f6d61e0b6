import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.js';
import { Status } from './tag.js';

interface FieldFrame {
  label: ReactNode;
  /** What is expected, below the field. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: ReactNode;
  /** At the right end of the label's line. */
  beside?: ReactNode;
}

function describe(id: string, { hint, error }: FieldFrame) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined };
}

function Frame({ id, label, hint, error, beside, children }: FieldFrame & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <div className="row">
        <label className="lab" htmlFor={id}>
          {label}
        </label>
        <span className="sp" />
        {beside}
      </div>
      {children}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <Status tone="bad" icon="warning" flow id={`${id}-error`}>
          {error}
        </Status>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldFrame, InputHTMLAttributes<HTMLInputElement> {
  large?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A labelled line of text. */
export function TextField({ label, hint, error, beside, large = false, className, ...input }: TextFieldProps) {
  const id = useId();
  const frame = { label, hint, error, beside };
  return (
    <Frame id={id} {...frame}>
      <input {...input} id={id} className={classNames('input', large && 'lg', className)} {...describe(id, frame)} />
    </Frame>
  );
}

export interface TextAreaProps extends FieldFrame, TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hint, error, beside, className, ...input }: TextAreaProps) {
  const id = useId();
  const frame = { label, hint, error, beside };
  return (
    <Frame id={id} {...frame}>
      <textarea rows={3} {...input} id={id} className={classNames('input', className)} {...describe(id, frame)} />
    </Frame>
  );
}

export interface SelectFieldProps extends FieldFrame, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> {
  options: readonly { value: string; label: string }[];
  large?: boolean;
}

/** The system's own list: it works with every keyboard and every reader. */
export function SelectField({ label, hint, error, beside, options, large = false, className, ...select }: SelectFieldProps) {
  const id = useId();
  const frame = { label, hint, error, beside };
  return (
    <Frame id={id} {...frame}>
      <select {...select} id={id} className={classNames('input', large && 'lg', className)} {...describe(id, frame)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export interface CheckProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className="check small">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <span className="hint blk">{hint}</span>}
      </span>
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, hint, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <label className="check small">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-describedby={hint ? id : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && (
          <span className="hint blk" id={id}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

export interface SegmentedProps<T extends string> {
  label: string;
  options: readonly { value: T; label: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all visible. */
export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}
