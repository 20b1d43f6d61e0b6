import { routes } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/drawer.js';
import { api } from '../../lib/api.js';
import { storeAttempt } from '../../lib/attempt.js';
import { duration } from '../../lib/time.js';
import { ActionProblem } from './action-problem.js';
import type { OpenExercise } from './workspace-session.js';

export interface EndDialogProps {
  opened: boolean;
  onClose: () => void;
  exercises: readonly OpenExercise[];
  seconds: number;
  /** Titles of exercises that nothing was handed in for. */
  open: readonly string[];
}

/** The one question that is asked: ending cannot be undone. */
export function EndDialog({ opened, onClose, exercises, seconds, open }: EndDialogProps) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: async () => {
      await Promise.all(exercises.filter(({ saver }) => saver.snapshot().edits > 0).map(({ saver }) => saver.flush()));
      return api(routes.attempts.finish, { body: {} });
    },
    onSuccess: (attempt) => storeAttempt(client, attempt),
  });
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="End the assessment now?"
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Keep working
          </Button>
          <Button kind="primary" busy={end.isPending && 'Ending'} onClick={() => end.mutate()}>
            End and hand in
          </Button>
        </>
      }
    >
      <div className="col g3">
        <p>
          You have {duration(seconds * 1_000)} left. Whatever is saved is handed in for you, and you cannot come back to the
          editor.
        </p>
        {open.length > 0 && <p className="small muted">Not handed in by yourself yet: {open.join(', ')}.</p>}
        {end.error && <ActionProblem error={end.error} verb="handed in" />}
      </div>
    </Dialog>
  );
}
