import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../components/button.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { attemptQuery } from '../../lib/attempt.js';
import { localTime } from '../../lib/time.js';
import type { SaveState } from './save-state.js';
import type { OpenExercise } from './workspace-session.js';

/** Above the editor: what stands between the text and the server, and what the person can do. */
export function SavingNotes({ exercise, state }: { exercise: OpenExercise; state: SaveState }) {
  const { trouble } = state;
  if (trouble?.kind === 'conflict') {
    return <OtherDevice exercise={exercise} />;
  }
  if (trouble?.kind === 'refused') {
    const issues = trouble.problem.issues ?? [];
    return (
      <div className="ednote">
        <Note tone="bad" fact="These files cannot be saved as they are." role="alert">
          {trouble.problem.detail} {issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ')} Your
          text is kept on this device.
        </Note>
      </div>
    );
  }
  if (trouble?.kind === 'signed-out') {
    return (
      <div className="ednote">
        <Note tone="warn" icon="lock" fact="Your session ended." role="alert">
          Nothing is lost: your text is kept on this device. Open the link of your invitation in another tab, and saving goes on
          here by itself.
        </Note>
      </div>
    );
  }
  return null;
}

/** A newer text came from another device. Whatever the person chooses, both texts stay in the history. */
function OtherDevice({ exercise }: { exercise: OpenExercise }) {
  const client = useQueryClient();
  const theirs = async () => {
    const attempt = await client.query({ ...attemptQuery(), staleTime: 0 });
    const latest = attempt.workspaces.find(({ id }) => id === exercise.id)?.latest;
    if (!latest) {
      throw new Error('The other device’s text is not there.');
    }
    return latest;
  };
  const goOn = useMutation({
    mutationFn: async () => {
      const { revision } = await theirs();
      await exercise.saver.takeOver(revision, `Text of this device, set on top of the one from ${localTime(revision.savedAt)}`);
    },
  });
  const takeTheirs = useMutation({
    mutationFn: async () => {
      const { revision, files } = await theirs();
      // Our unsent text goes into the history first, so that nothing that was typed is ever thrown away.
      await exercise.saver.takeOver(revision, 'Unsent text of the other device');
      exercise.workbook.replace(files);
      exercise.saver.edited(`Text from ${localTime(revision.savedAt)}, taken up again`);
      await exercise.saver.flush();
    },
  });
  const busy = goOn.isPending || takeTheirs.isPending;
  return (
    <div className="ednote col">
      <Note
        tone="warn"
        icon="lock"
        fact="Read only: open on another device."
        role="alert"
        actions={
          <>
            <Button kind="primary" size="sm" busy={goOn.isPending && 'Taking over'} onClick={() => !busy && goOn.mutate()}>
              Go on here with this text
            </Button>
            <Button size="sm" busy={takeTheirs.isPending && 'Loading'} onClick={() => !busy && takeTheirs.mutate()}>
              Use the newer text
            </Button>
          </>
        }
      >
        A newer text was saved there. What you see is the text of this device. Both stay in the history, whichever you choose.
      </Note>
      {(goOn.error ?? takeTheirs.error) !== null && <ProblemNote error={goOn.error ?? takeTheirs.error} />}
    </div>
  );
}
