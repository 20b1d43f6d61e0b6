import { ApiUnreachable } from '@assay/api-client';
import { routes } from '@assay/contracts';
import type { Receipt, TrialRunView } from '@assay/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { attemptQuery, withWorkspace } from '../../lib/attempt.js';
import type { OpenExercise } from './workspace-session.js';

/** No answer came: the same request again is safe, because it carries its own id. */
const again = (failures: number, error: Error): boolean => error instanceof ApiUnreachable && failures < 2;

/** Saves, then runs the visible tests on what was saved. */
export function useRun(exercise: OpenExercise) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['run', exercise.id],
    retry: again,
    mutationFn: async ({ clientId }: { clientId: string }): Promise<TrialRunView> => {
      const revision = await exercise.saver.flush();
      const body = { clientId, revisionId: revision.id };
      return api(routes.attempts.run, { params: { exerciseId: exercise.id }, body });
    },
    onSuccess: (run) =>
      change(client, exercise.id, (workspace) => ({
        ...workspace,
        // The event of a fast run may have come before this answer.
        lastRun: workspace.lastRun?.id === run.id ? workspace.lastRun : run,
        runsLeft: Math.max(0, workspace.runsLeft - 1),
      })),
  });
}

/** Saves, then hands in what was saved. The revision's id is the key: however often it is sent, it is one submission. */
export function useSubmit(exercise: OpenExercise) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['submit', exercise.id],
    retry: again,
    mutationFn: async (): Promise<Receipt> => {
      const revision = await exercise.saver.flush();
      const body = { idempotencyKey: revision.id, revisionId: revision.id };
      return api(routes.attempts.submit, { params: { exerciseId: exercise.id }, body });
    },
    onSuccess: (receipt) =>
      change(client, exercise.id, (workspace) => ({
        ...workspace,
        receipt: workspace.receipt?.id === receipt.id ? workspace.receipt : receipt,
      })),
  });
}

function change(client: QueryClient, exerciseId: string, how: Parameters<typeof withWorkspace>[2]): void {
  client.setQueryData(attemptQuery().queryKey, (attempt) => attempt && withWorkspace(attempt, exerciseId, how));
}
