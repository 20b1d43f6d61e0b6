import { routes } from '@assay/contracts';
import type { GradingAvailability } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Status } from '../../components/tag.js';
import { api } from '../../lib/api.js';
import { missingInBrowser } from './browser-support.js';

const slowMs = 800;

interface Connection {
  milliseconds: number;
  grading: GradingAvailability;
}

/** Asks twice: the first request also opens the connection, the second shows the way there and back. */
async function measure(signal: AbortSignal): Promise<Connection> {
  await api(routes.system.status, {}, signal);
  const from = performance.now();
  const { grading } = await api(routes.system.status, {}, signal);
  return { milliseconds: Math.max(1, Math.round(performance.now() - from)), grading };
}

/** What could get in the way, checked before the clock starts. Nothing here stops anybody from starting. */
export function StartChecks() {
  const connection = useQuery({
    queryKey: ['start-checks'],
    queryFn: ({ signal }) => measure(signal),
    refetchInterval: ({ state }) => (state.data?.grading.state === 'available' ? false : 5_000),
  });
  const missing = missingInBrowser();
  return (
    <ul className="plain col small checks" aria-label="Checks">
      <li>
        {missing.length === 0 ? (
          <Status tone="ok" icon="check">
            Browser supported
          </Status>
        ) : (
          <Status tone="warn" icon="warning" flow>
            This browser lacks {missing.join(', ')}: use a current Firefox, Chrome, Edge or Safari
          </Status>
        )}
      </li>
      <li>
        <ConnectionCheck connection={connection.data} failed={connection.isError} />
      </li>
      <li>{connection.data && <SandboxCheck grading={connection.data.grading} />}</li>
    </ul>
  );
}

function ConnectionCheck({ connection, failed }: { connection: Connection | undefined; failed: boolean }) {
  if (!connection) {
    return failed ? (
      <Status tone="warn" icon="cloud" flow>
        We could not be reached: the connection may be down
      </Status>
    ) : (
      <Status icon="ring" spin>
        Checking the connection
      </Status>
    );
  }
  const slow = connection.milliseconds > slowMs;
  return (
    <Status tone={slow ? 'warn' : 'ok'} icon={slow ? 'warning' : 'check'} flow>
      Connection {connection.milliseconds} ms{slow && ': slow, results come later; saving works'}
    </Status>
  );
}

function SandboxCheck({ grading }: { grading: GradingAvailability }) {
  switch (grading.state) {
    case 'available':
      return (
        <Status tone="ok" icon="check">
          Sandbox answers
        </Status>
      );
    case 'preparing':
      return (
        <Status tone="acc" icon="retry" flow>
          Sandbox is being prepared
          {grading.progress !== null && `, ${String(Math.round(grading.progress * 100))} %`}: runs wait until then
        </Status>
      );
    case 'unavailable':
      return (
        <Status tone="warn" icon="warning" flow>
          Sandbox not available now, our fault: you can write and hand in, results come later
        </Status>
      );
    case 'unknown':
      return (
        <Status tone="unk" icon="dots" flow>
          Sandbox has not reported yet: runs may wait
        </Status>
      );
  }
}
