import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Button } from '../components/button.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemNote } from '../components/problem-note.js';
import { hasCode } from '../lib/api.js';
import { SessionContext, sessionQuery, useSession } from '../lib/session.js';
import { navigationFor } from '../lib/staff-navigation.js';
import { StaffPage } from '../lib/staff-page.js';
import { PageFrame } from '../components/page-frame.js';
import { PageLoading } from './page-loading.js';

/** Lets in who is signed in; asks the others to sign in and brings them back to where they wanted to go. */
export function StaffLayout() {
  const session = useQuery({ ...sessionQuery(), staleTime: 60_000 });
  const { pathname, search } = useLocation();

  if (hasCode(session.error, 'not-signed-in')) {
    const wanted = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${wanted}`} replace />;
  }
  if (session.data) {
    return (
      <SessionContext value={session.data}>
        <Outlet />
      </SessionContext>
    );
  }
  if (session.error) {
    return (
      <PageFrame title="Assay">
        <ProblemNote error={session.error} actions={<Button onClick={() => void session.refetch()}>Try again</Button>} />
      </PageFrame>
    );
  }
  return <PageLoading />;
}

/** `/`: the first place of the person's rail. */
export function StaffHome() {
  const { permissions } = useSession();
  const [home] = navigationFor(permissions);
  if (home) {
    return <Navigate to={home.to} replace />;
  }
  return (
    <StaffPage crumbs={[{ label: 'Assay' }]} wide>
      <EmptyState title="Nothing is open to you yet">
        An administrator of your company gives you a role; then it appears here.
      </EmptyState>
    </StaffPage>
  );
}
