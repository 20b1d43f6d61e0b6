import './surfaces.css';
import type { AnswerForm, FormField, TextFile } from '@assay/contracts';
import { useId, useState } from 'react';
import { Button } from '../../../components/button.js';
import { InlineCode } from '../../../components/inline-code.js';
import { Markdown } from '../../../components/markdown.js';
import { Note } from '../../../components/note.js';
import { Status } from '../../../components/tag.js';
import { AlertField } from './alert-field.js';
import type { Answers } from './answers-document.js';
import { isAnswered, readAnswers, unansweredIn, writeAnswers } from './answers-document.js';
import { ChoiceField, ChoicesField, JudgementField, NumberField, OrderField, ProseField, TextLineField } from './fields.js';
import { FindingsField } from './findings-field.js';
import { fieldAnchor } from './open-answers.js';

export interface FormSurfaceProps {
  form: AnswerForm;
  /** The answers file as it stands when the form is opened. */
  text: string;
  /** Starter and own files: diffs and sample series are among them. */
  files: readonly TextFile[];
  readOnly: boolean;
  onText: (text: string) => void;
  /** Shows the file itself, as when it cannot be read as answers. */
  onAsText: () => void;
}

/** The fields of a form over the answers file of the workspace, which stays the only store. */
export function FormSurface({ form, text, files, readOnly, onText, onAsText }: FormSurfaceProps) {
  const [answers, setAnswers] = useState(() => readAnswers(text));
  if (answers === null) {
    return (
      <div className="ednote">
        <Note
          tone="warn"
          fact={`${form.answers} cannot be read as answers.`}
          actions={<Button onClick={onAsText}>Put the text right</Button>}
        >
          It must hold one JSON object. History has every earlier state.
        </Note>
      </div>
    );
  }
  const answer = (id: string, value: unknown): void => {
    const next: Answers = { ...answers, [id]: value };
    setAnswers(next);
    onText(writeAnswers(next));
  };
  const open = unansweredIn(form, answers).length;
  return (
    <div className="fsurf scroll" tabIndex={-1}>
      <div className="row wrap fhead">
        <h2>{form.title}</h2>
        <span className="sp" />
        <span role="status">
          {open === 0 ? (
            <Status tone="ok" icon="check">
              {form.fields.length === 1 ? 'Answered' : `All ${String(form.fields.length)} answered`}
            </Status>
          ) : (
            <Status icon="dots">
              {form.fields.length - open} of {form.fields.length} answered
            </Status>
          )}
        </span>
      </div>
      {form.fields.map((field, index) => (
        <FieldCard
          key={field.id}
          field={field}
          number={index + 1}
          value={answers[field.id]}
          files={files}
          readOnly={readOnly}
          onChange={(value) => answer(field.id, value)}
        />
      ))}
    </div>
  );
}

interface FieldCardProps {
  field: FormField;
  number: number;
  value: unknown;
  files: readonly TextFile[];
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

/** Kinds whose answer cannot be taken back by its own controls. */
const clearable: readonly FormField['kind'][] = ['choice', 'order', 'judgement'];

function FieldCard({ field, number, value, files, readOnly, onChange }: FieldCardProps) {
  const id = useId();
  const answered = isAnswered(field, value);
  const describedBy = field.help ? `${id}-help` : undefined;
  const common = { value, onChange, readOnly, labelledBy: `${id}-label`, describedBy };
  return (
    <section className="ffield" id={fieldAnchor(field.id)} aria-labelledby={`${id}-label`} tabIndex={-1}>
      {field.about && <Markdown startLevel={3}>{field.about}</Markdown>}
      <div className="row top">
        <h3 id={`${id}-label`}>
          {number}. <InlineCode>{field.label}</InlineCode>
        </h3>
        <span className="sp" />
        {clearable.includes(field.kind) && !readOnly && value !== null && value !== undefined && (
          <Button size="sm" kind="quiet" aria-label={`Clear answer ${String(number)}`} onClick={() => onChange(null)}>
            Clear
          </Button>
        )}
        {answered && (
          <Status tone="ok" icon="check">
            <span className="sr">Answered</span>
          </Status>
        )}
      </div>
      <FieldControl field={field} common={common} files={files} />
      {field.help && (
        <p className="hint" id={`${id}-help`}>
          <InlineCode>{field.help}</InlineCode>
        </p>
      )}
    </section>
  );
}

type Common = Omit<FieldCardProps, 'field' | 'number' | 'files'> & { labelledBy: string; describedBy: string | undefined };

function FieldControl({ field, common, files }: { field: FormField; common: Common; files: readonly TextFile[] }) {
  switch (field.kind) {
    case 'choice':
      return <ChoiceField field={field} {...common} />;
    case 'choices':
      return <ChoicesField field={field} {...common} />;
    case 'number':
      return <NumberField field={field} {...common} />;
    case 'text':
      return <TextLineField field={field} {...common} />;
    case 'order':
      return <OrderField field={field} {...common} />;
    case 'judgement':
      return <JudgementField field={field} {...common} />;
    case 'prose':
      return <ProseField field={field} {...common} />;
    case 'findings':
      return <FindingsField field={field} {...common} diff={files.find(({ path }) => path === field.diff)?.content ?? ''} />;
    case 'alert':
      return <AlertField field={field} {...common} files={files} />;
  }
}
