import type { ReactNode } from 'react';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { NotSaved } from './revision-saver.js';

/** Why Run or Submit did not happen. The text itself is always safe. */
export function ActionProblem({ error, verb, actions }: { error: unknown; verb: 'run' | 'handed in'; actions?: ReactNode }) {
  if (!(error instanceof NotSaved)) {
    return (
      <ProblemNote error={error} actions={actions}>
        Your text is saved.
      </ProblemNote>
    );
  }
  const advice: Record<NotSaved['trouble'], string> = {
    offline: 'The line to us is down. Your text is kept on this device and is sent when the line is back; then try again.',
    unavailable: 'We cannot save right now, and that is our fault. Your text is kept on this device; try again in a moment.',
    'signed-out': 'Your session ended. Open the link of your invitation in another tab, then come back here: nothing is lost.',
    refused: 'The files cannot be saved as they are; the note above the editor says why.',
    conflict: 'Another device is ahead; the note above the editor says how to go on.',
    closed: 'The time is over.',
    gone: 'The page was left.',
  };
  return (
    <Note tone="warn" icon="cloud" fact={`Not ${verb}: your text is not saved yet.`} role="alert" actions={actions}>
      {advice[error.trouble]}
    </Note>
  );
}
