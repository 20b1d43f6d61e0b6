import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Button } from '../components/button.js';
import { PageFrame } from '../components/page-frame.js';
import { ProblemNote } from '../components/problem-note.js';
import { attemptQuery } from '../lib/attempt.js';
import { hasCode } from '../lib/api.js';
import { PageLoading } from './page-loading.js';

const loadWorkspace = () => import('../features/workspace/workspace.page.js');
const loadPrestart = () => import('../features/prestart/prestart.page.js');
const loadClosed = () => import('../features/closed/closed.page.js');

const WorkspacePage = lazy(async () => ({ default: (await loadWorkspace()).WorkspacePage }));
const PrestartPage = lazy(async () => ({ default: (await loadPrestart()).PrestartPage }));
const ClosedPage = lazy(async () => ({ default: (await loadClosed()).ClosedPage }));

/** The candidate's one address: before, during and after, as the server says. */
export function AttemptRoute() {
  const attempt = useQuery(attemptQuery());
  if (!attempt.data) {
    return attempt.error ? <NotLoaded error={attempt.error} onRetry={() => void attempt.refetch()} /> : <PageLoading />;
  }
  return (
    <Suspense fallback={<PageLoading />}>
      {attempt.data.state === 'not-started' && <PrestartPage attempt={attempt.data} onReading={() => void loadWorkspace()} />}
      {attempt.data.state === 'running' && <WorkspacePage attempt={attempt.data} />}
      {attempt.data.state === 'closed' && <ClosedPage attempt={attempt.data} />}
    </Suspense>
  );
}

function NotLoaded({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (hasCode(error, 'not-signed-in')) {
    return (
      <PageFrame title="Open the link of your invitation">
        <p>This browser is not connected to an assessment, or was for too long.</p>
        <p className="muted">The link brings you back to where you were. Everything that was saved is still there.</p>
      </PageFrame>
    );
  }
  return (
    <PageFrame title="Your assessment could not be loaded">
      <ProblemNote error={error} actions={<Button onClick={onRetry}>Try again</Button>}>
        Everything that was saved is still there.
      </ProblemNote>
    </PageFrame>
  );
}
