import type { AttemptView } from '@assay/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OpenExercise } from './workspace-session.js';
import { openWorkspaces } from './workspace-session.js';

/** Opens the exercises once, tells them when the line is back, and leaves everything on the device when the page goes. */
export function useWorkspaces(attempt: AttemptView): readonly OpenExercise[] | null {
  const client = useQueryClient();
  const [atOpening] = useState(attempt);
  const [exercises, setExercises] = useState<readonly OpenExercise[] | null>(null);

  useEffect(() => {
    let opened: OpenExercise[] = [];
    let left = false;
    const each = (what: (exercise: OpenExercise) => void) => () => opened.forEach(what);
    const retry = each(({ saver }) => saver.retry());
    const keep = each(({ saver }) => saver.keepNow());
    const dispose = each(({ saver }) => saver.dispose());

    void openWorkspaces(client, atOpening).then((all) => {
      opened = all;
      if (left) {
        dispose();
      } else {
        setExercises(all);
      }
    });
    window.addEventListener('online', retry);
    window.addEventListener('focus', retry);
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    return () => {
      left = true;
      window.removeEventListener('online', retry);
      window.removeEventListener('focus', retry);
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
      dispose();
    };
  }, [client, atOpening]);

  return exercises;
}
