import type { ComparedAnswers, ComparedEntry, FormField } from '@assay/contracts';
import { countOf } from '@assay/domain';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { InlineCode } from '../../components/inline-code.js';
import { Markdown } from '../../components/markdown.js';
import { Note } from '../../components/note.js';
import { Status } from '../../components/tag.js';
import { answerLines, keyLines, labelsOf, readable } from '../../lib/answer-words.js';
import { FindingsCompared } from './findings-compared.js';

interface AnswersPanelProps {
  compared: ComparedAnswers;
  /** Cites the answer of one field; absent when nothing can be rated. */
  onCite?: (fieldId: string) => void;
}

/** Answers beside their key, in the order of the form; what the rubric rates stands between them. */
export function AnswersPanel({ compared, onCite }: AnswersPanelProps) {
  const { entries, form, prose, fault } = compared;
  const earned = entries.reduce((sum, entry) => sum + entry.earned, 0);
  const possible = entries.reduce((sum, entry) => sum + entry.possible, 0);
  const fields = form?.fields ?? [];
  const unnamed = entries.filter(({ entry }) => !fields.some(({ id }) => id === entry.id));
  return (
    <div className="ak" role="region" aria-label={`${compared.title}, with the key`} tabIndex={0}>
      <div className="row wrap">
        <h2>{compared.title}</h2>
        <span className="sp" />
        <strong className="small">
          {earned} of {countOf(possible, 'point')}
        </strong>
      </div>
      {fault !== null && <Note tone="warn" fact={fault} />}
      {fields.map((field) => {
        const entry = entries.find((one) => one.entry.id === field.id);
        return (
          <AnswerCard key={field.id} id={field.id} field={field} points={entry ?? null} {...(onCite && { onCite })}>
            {entry ? <Compared entry={entry} field={field} diffs={compared.diffs} /> : <Prose text={prose[field.id] ?? ''} />}
          </AnswerCard>
        );
      })}
      {unnamed.map((entry) => (
        <AnswerCard key={entry.entry.id} id={entry.entry.id} field={null} points={entry} {...(onCite && { onCite })}>
          <Compared entry={entry} field={null} diffs={compared.diffs} />
        </AnswerCard>
      ))}
    </div>
  );
}

interface AnswerCardProps {
  id: string;
  field: FormField | null;
  /** Null for prose, which earns none. */
  points: Pick<ComparedEntry, 'earned' | 'possible'> | null;
  onCite?: (fieldId: string) => void;
  children: ReactNode;
}

function AnswerCard({ id, field, points, onCite, children }: AnswerCardProps) {
  const label = field?.label ?? readable(id);
  return (
    <section className="akc" aria-label={label}>
      <div className="row">
        <h3>
          <InlineCode>{label}</InlineCode>
        </h3>
        <span className="sp" />
        {points ? <Points {...points} /> : <Status icon="pencil">Rated by rubric</Status>}
        {onCite && (
          <Button kind="quiet" size="sm" icon="link" aria-label={`Cite the answer to ${label}`} onClick={() => onCite(id)}>
            Cite
          </Button>
        )}
      </div>
      {field?.about && (
        <details>
          <summary className="small muted">What the candidate read</summary>
          <Markdown startLevel={3}>{field.about}</Markdown>
        </details>
      )}
      {children}
    </section>
  );
}

function Points({ earned, possible }: Pick<ComparedEntry, 'earned' | 'possible'>) {
  const words = `${String(earned)} of ${countOf(possible, 'point')}`;
  if (earned === possible) {
    return (
      <Status tone="ok" icon="check">
        {words}
      </Status>
    );
  }
  return (
    <Status tone={earned === 0 ? 'bad' : 'warn'} icon={earned === 0 ? 'cross' : 'minus'}>
      {words}
    </Status>
  );
}

function Prose({ text }: { text: string }) {
  return text.trim() === '' ? <p className="muted">No answer</p> : <p className="akp">{text}</p>;
}

interface ComparedProps {
  entry: ComparedEntry;
  field: FormField | null;
  diffs: ComparedAnswers['diffs'];
}

function Compared({ entry, field, diffs }: ComparedProps) {
  const label = labelsOf(field);
  if (entry.entry.kind === 'findings') {
    const diff = field?.kind === 'findings' ? (diffs[field.diff] ?? null) : null;
    return (
      <FindingsCompared compared={entry} entry={entry.entry} field={field?.kind === 'findings' ? field : null} diff={diff} />
    );
  }
  const given = answerLines(entry.entry, entry.answer, label);
  const remarks = [...new Set(entry.parts.flatMap(({ remark }) => remark ?? []))];
  return (
    <>
      <div className="ak2">
        <div>
          <h4>Answer</h4>
          {given === null ? <pre className="block">{JSON.stringify(entry.answer, null, 2)}</pre> : <Lines lines={given} />}
        </div>
        <div>
          <h4>Key</h4>
          <Lines lines={keyLines(entry.entry, label)} />
        </div>
      </div>
      {entry.parts.length > 1 ? (
        <ul className="plain small akparts">
          {entry.parts.map((part) => (
            <li key={part.id} className="row wrap">
              <Points {...part} />
              <span className="mono tiny">{part.id}</span>
              <span className="muted">{part.remark}</span>
            </li>
          ))}
        </ul>
      ) : (
        remarks.length > 0 && entry.answer !== null && <p className="small muted">{remarks.join(' ')}</p>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="plain">
      {lines.map((line, index) => (
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}
