import './workspace.css';
import type { AttemptView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '../../components/skeleton.js';
import { attemptQuery } from '../../lib/attempt.js';
import { endpointQuery } from '../../lib/endpoint-query.js';
import { isUnderWay } from './run-words.js';
import { useAttemptEvents } from './use-attempt-events.js';
import { useWorkspaces } from './use-workspaces.js';
import { Workspace } from './workspace.js';

const statusQuery = () => endpointQuery(routes.system.status, {});

/** How often to ask when events do not come by themselves, and how often to make sure when they do. */
const withoutEventsMs = 3_000;
const makingSureMs = 10_000;

/** A running attempt: opens the exercises, follows events, and asks again by itself when the stream is down. */
export function WorkspacePage({ attempt }: { attempt: AttemptView }) {
  const exercises = useWorkspaces(attempt);
  const live = useAttemptEvents();
  const waiting = attempt.workspaces.some(
    ({ lastRun, receipt }) => (lastRun !== null && isUnderWay(lastRun)) || (receipt !== null && receipt.state !== 'graded'),
  );
  useQuery({ ...attemptQuery(), refetchInterval: live ? (waiting ? makingSureMs : false) : withoutEventsMs });
  const status = useQuery({
    ...statusQuery(),
    refetchInterval: ({ state }) => (state.data?.grading.state === 'available' ? 60_000 : 5_000),
  });

  if (!exercises) {
    return (
      <main className="page">
        <Skeleton label="Opening your workspace" />
      </main>
    );
  }
  return <Workspace attempt={attempt} exercises={exercises} grading={status.data?.grading ?? null} />;
}
