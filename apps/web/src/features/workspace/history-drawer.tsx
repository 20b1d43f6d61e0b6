import type { RevisionView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { CodeView } from '../../components/code/code-view.js';
import { Drawer } from '../../components/drawer.js';
import { EmptyState } from '../../components/empty-state.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { TabBar } from '../../components/tabs.js';
import { endpointQuery } from '../../lib/endpoint-query.js';
import { localTime } from '../../lib/time.js';
import type { OpenExercise } from './workspace-session.js';

const revisionsQuery = (exerciseId: string) => endpointQuery(routes.attempts.revisions, { params: { exerciseId } });
const revisionQuery = (revisionId: string) => endpointQuery(routes.attempts.revision, { params: { revisionId } });

export interface HistoryDrawerProps {
  exercise: OpenExercise;
  opened: boolean;
  onClose: () => void;
  locked: boolean;
}

/** Every saved state of an exercise. Restoring one adds a new one; nothing is ever taken away. */
export function HistoryDrawer({ exercise, opened, onClose, locked }: HistoryDrawerProps) {
  const [chosen, setChosen] = useState<RevisionView | null>(null);
  const close = (): void => {
    setChosen(null);
    onClose();
  };
  const restore = useMutation({
    mutationFn: async (revision: RevisionView) => {
      // What is on the screen now must be in the history before something else takes its place.
      await exercise.saver.flush();
      return revision;
    },
  });
  const files = useQuery({ ...revisionQuery(chosen?.id ?? ''), enabled: chosen !== null, staleTime: Infinity });

  const onRestore = (): void => {
    if (!chosen || !files.data) {
      return;
    }
    const texts = files.data.files;
    restore.mutate(chosen, {
      onSuccess: (revision) => {
        exercise.workbook.replace(texts);
        exercise.saver.edited(`Restored from ${localTime(revision.savedAt, undefined, { seconds: true })}`);
        close();
      },
    });
  };

  return (
    <Drawer
      opened={opened}
      onClose={close}
      title="History"
      footer={
        chosen && (
          <>
            <Button onClick={() => setChosen(null)}>Back to the list</Button>
            {!locked && (
              <Button
                kind="primary"
                busy={restore.isPending && 'Restoring'}
                unavailable={!files.data && 'loading'}
                onClick={onRestore}
              >
                Restore
              </Button>
            )}
          </>
        )
      }
    >
      {restore.error && <ProblemNote error={restore.error}>Your text stays as it is.</ProblemNote>}
      {chosen ? <Preview revision={chosen} query={files} /> : <RevisionList exerciseId={exercise.id} onChoose={setChosen} />}
    </Drawer>
  );
}

function RevisionList({ exerciseId, onChoose }: { exerciseId: string; onChoose: (revision: RevisionView) => void }) {
  const revisions = useQuery({ ...revisionsQuery(exerciseId), staleTime: 0 });
  if (revisions.error) {
    return <ProblemNote error={revisions.error} actions={<Button onClick={() => void revisions.refetch()}>Try again</Button>} />;
  }
  if (!revisions.data) {
    return <Skeleton label="Loading the history" />;
  }
  if (revisions.data.items.length === 0) {
    return <EmptyState title="Nothing saved yet">Each time you stop typing, your text is saved and appears here.</EmptyState>;
  }
  return (
    <ul className="plain revs" aria-label="Saved states, newest first">
      {revisions.data.items.map((revision, index) => (
        <li key={revision.id}>
          <button type="button" onClick={() => onChoose(revision)}>
            <span className="strong">{localTime(revision.savedAt, undefined, { seconds: true })}</span>
            <span className="small muted">{revision.label ?? (index === 0 ? 'Newest' : '')}</span>
            <span className="sp" />
            <span className="faint tiny mono">
              rev {revision.seq} · {revision.hash.slice(0, 8)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PreviewProps {
  revision: RevisionView;
  query: { data: { files: { path: string; content: string }[] } | undefined; error: Error | null };
}

function Preview({ revision, query }: PreviewProps) {
  const [path, setPath] = useState<string | null>(null);
  if (query.error) {
    return <ProblemNote error={query.error} />;
  }
  if (!query.data) {
    return <Skeleton label="Loading the saved state" />;
  }
  const { files } = query.data;
  const file = files.find((candidate) => candidate.path === path) ?? files[0];
  return (
    <div className="col">
      <p className="small muted">
        Saved {localTime(revision.savedAt, undefined, { seconds: true })}
        {revision.label && `: ${revision.label}`}. Restoring puts this text into the editor and saves it as the newest state.
      </p>
      {file && (
        <div className="card prev">
          <TabBar
            id="history-files"
            label="Files of this state"
            value={file.path}
            onChange={setPath}
            tabs={files.map((candidate) => ({ value: candidate.path, label: candidate.path, icon: 'file' }))}
          />
          <CodeView code={file.content} path={file.path} />
        </div>
      )}
    </div>
  );
}
