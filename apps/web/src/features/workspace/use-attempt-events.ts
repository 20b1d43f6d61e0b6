import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { attemptQuery, withEvent } from '../../lib/attempt.js';
import { SleepDetector } from '../../lib/server-clock.js';
import { followAttempt } from './attempt-stream.js';

const sleepCheckMs = 5_000;

/** Puts the attempt's events into the cache while the page is open; true while they arrive by themselves. */
export function useAttemptEvents(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);

  useEffect(() => {
    const { queryKey } = attemptQuery();
    const stop = new AbortController();
    const detector = new SleepDetector();
    const ask = (): void => void client.invalidateQueries({ queryKey });

    void followAttempt({
      after: () => client.getQueryData(queryKey)?.lastEvent ?? 0,
      onEvent: (event) => client.setQueryData(queryKey, (attempt) => attempt && withEvent(attempt, event)),
      onLive: (now) => !stop.signal.aborted && setLive(now),
      signal: stop.signal,
      pause: (milliseconds) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          const now = (): void => {
            clearTimeout(timer);
            resolve();
          };
          stop.signal.addEventListener('abort', now, { once: true });
          window.addEventListener('online', now, { once: true });
        }),
    });
    const sleepCheck = setInterval(() => detector.woke() && ask(), sleepCheckMs);
    return () => {
      stop.abort();
      clearInterval(sleepCheck);
    };
  }, [client]);

  return live;
}
