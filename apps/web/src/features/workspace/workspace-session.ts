import type { AttemptView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { attemptQuery, withWorkspace } from '../../lib/attempt.js';
import { deviceKey, forgetOldCopies, keepCopy, readCopy } from '../../lib/device-store.js';
import { openExercise } from './opening.js';
import { RevisionSaver } from './revision-saver.js';
import { Workbook } from './workbook.js';

/** One exercise that is open in this page: its texts, and who saves them. It goes on while another exercise is looked at. */
export interface OpenExercise {
  id: string;
  workbook: Workbook;
  saver: RevisionSaver;
}

const now = (): number => performance.now();

/** Opens every exercise of a running attempt with what the server has and what was left on this device. */
export async function openWorkspaces(client: QueryClient, attempt: AttemptView): Promise<OpenExercise[]> {
  await forgetOldCopies();
  return Promise.all(
    attempt.workspaces.map(async (workspace) => {
      const key = deviceKey(attempt.startedAt ?? '', attempt.candidate.name, workspace.id);
      const opening = openExercise(workspace, await readCopy(key), now());
      const workbook = new Workbook(workspace.files, opening.files);
      const saver = new RevisionSaver(opening.state, {
        collect: () => workbook.collect(),
        keep: (copy) => keepCopy(key, copy),
        newId: () => crypto.randomUUID(),
        now,
        send: async ({ clientId, baseSeq, files, label }) => {
          const revision = await api(routes.attempts.saveRevision, {
            params: { exerciseId: workspace.id },
            body: { clientId, baseSeq, files: [...files], ...(label && { label }) },
          });
          client.setQueryData(
            attemptQuery().queryKey,
            (known) =>
              known && withWorkspace(known, workspace.id, (was) => ({ ...was, latest: { revision, files: [...files] } })),
          );
          return revision;
        },
      });
      return { id: workspace.id, workbook, saver };
    }),
  );
}
