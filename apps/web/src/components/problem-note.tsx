import { ApiProblem, ApiUnreachable } from '@assay/api-client';
import type { ProblemCode } from '@assay/contracts';
import type { ReactNode } from 'react';
import type { NoteTone } from './note.js';
import { Note } from './note.js';

interface Words {
  /** Whose matter it is: `acc` ours, `warn` a rule or a limit, `bad` the person's input. */
  tone: NoteTone;
  fact: string;
}

const ours = (fact: string): Words => ({ tone: 'acc', fact });
const rule = (fact: string): Words => ({ tone: 'warn', fact });
const input = (fact: string): Words => ({ tone: 'bad', fact });

/** The first sentence for every code the API can answer; what to do follows from the API itself. */
const words: Record<ProblemCode, Words> = {
  'invalid-input': input('Something in the form needs another look.'),
  'not-signed-in': rule('You are signed out.'),
  'wrong-credentials': input('Email and password do not match.'),
  'tenant-needed': rule('This address works for more than one company.'),
  'not-allowed': rule('Your role does not include this.'),
  'not-found': rule('This is not here.'),
  'method-not-allowed': ours('Our page asked in a wrong way.'),
  'wrong-origin': rule('The request came from another page.'),
  'too-large': input('This is larger than we take.'),
  'too-many-requests': rule('Too many tries in a short time.'),
  'link-unknown': rule('We do not know this link.'),
  'link-expired': rule('This link has expired.'),
  'link-revoked': rule('This link was withdrawn.'),
  'attempt-not-started': rule('The assessment has not been started.'),
  'attempt-already-started': rule('The assessment is already running.'),
  'attempt-closed': rule('The assessment has ended.'),
  'revision-conflict': rule('Another device saved a newer text.'),
  'files-refused': input('These files cannot be saved as they are.'),
  'nothing-to-submit': rule('There is nothing to hand in yet.'),
  'nothing-to-run': rule('This exercise has no tests to run.'),
  'too-many-runs': rule('The runs of this exercise are used up for now.'),
  'idempotency-key-reused': ours('Our page repeated a request in a wrong way.'),
  'assessment-not-draft': rule('This assessment has no draft to change.'),
  'assessment-not-published': rule('This assessment is not published yet.'),
  'assessment-not-ready': rule('This assessment cannot be published yet.'),
  'draft-conflict': rule('Somebody else saved a newer draft.'),
  'review-taken': rule('Somebody else has taken this review.'),
  'review-expired': rule('Your 30 minutes with this review are over.'),
  'review-submitted': rule('The ratings of this review are handed in.'),
  'review-not-yours': rule('This review is not yours.'),
  'ratings-incomplete': input('Some ratings are not complete.'),
  'ratings-hidden': rule('The others’ ratings are hidden until yours are in.'),
  'scorecard-outdated': rule('The numbers changed since you read them.'),
  unavailable: ours('We cannot do this right now.'),
  unexpected: ours('Something broke on our side.'),
};

export interface ProblemNoteProps {
  error: unknown;
  /** What is safe, or what happens next: "Your text is kept on this device." */
  children?: ReactNode;
  /** Such as a button that tries again. */
  actions?: ReactNode;
}

/** Says what went wrong, whose fault it is, what to do, and the id to quote. Keeps the page around it. */
export function ProblemNote({ error, children, actions }: ProblemNoteProps) {
  if (error instanceof ApiProblem) {
    const { problem } = error;
    const { tone, fact } = words[problem.code];
    return (
      <Note tone={tone} fact={fact} actions={actions} role="alert">
        {problem.detail} {children}
        {problem.issues && problem.issues.length > 0 && (
          <ul className="issues">
            {problem.issues.map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
            ))}
          </ul>
        )}
        {problem.retryAfter !== undefined && <> It works again in about {problem.retryAfter} s.</>}
        {tone === 'acc' && (
          <>
            {' '}
            <span className="faint">
              Quote <span className="mono">{problem.id}</span> when you ask us.
            </span>
          </>
        )}
      </Note>
    );
  }
  if (error instanceof ApiUnreachable) {
    return (
      <Note tone="warn" icon="cloud" fact="We could not be reached." actions={actions} role="alert">
        The connection may be down. What is on this page stays. {children}
      </Note>
    );
  }
  return (
    <Note tone="acc" fact={words.unexpected.fact} actions={actions} role="alert">
      Nothing you did is lost. Load the page again, and tell us when it stays like this. {children}
    </Note>
  );
}

/** The first sentence and the advice as plain text, for a field or a status. */
export function problemSentence(error: unknown): string {
  if (error instanceof ApiProblem) {
    return error.problem.detail;
  }
  return error instanceof ApiUnreachable ? 'We could not be reached. Try again in a moment.' : words.unexpected.fact;
}
