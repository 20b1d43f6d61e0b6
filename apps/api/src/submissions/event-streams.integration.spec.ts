import type { AttemptEvent } from '@assay/contracts';
import { apiPrefix, attemptEvent, attemptEventsPath, routes } from '@assay/contracts';
import { AttemptEventStore } from '@assay/database';
import { newId } from '@assay/platform';
import type { RunningWorld } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

let api: TestApi;
let world: RunningWorld;
let kim: Caller;
let url: string;

beforeAll(async () => {
  api = await TestApi.open();
  await api.app.listen(0, '127.0.0.1');
  url = `${await api.app.getUrl()}${apiPrefix}${attemptEventsPath}`;
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  world = await api.db.make.runningAttempt();
  kim = await api.candidate(world);
});

/** Reads a stream of a real connection until it has as many events; `leave` hangs up. */
async function listen(lastEventId?: number) {
  const hangUp = new AbortController();
  const headers = { ...kim, ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }) };
  const response = await fetch(url, { headers, signal: hangUp.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    leave: () => {
      hangUp.abort();
    },
    async take(most: number): Promise<AttemptEvent[]> {
      for (;;) {
        const events = [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map(([, , data]) =>
          attemptEvent.parse(JSON.parse(data ?? '')),
        );
        const chunk = events.length >= most ? undefined : await reader?.read();
        if (chunk?.value === undefined) {
          return events;
        }
        text += chunk.value;
      }
    },
  };
}

async function happen(reason: string): Promise<void> {
  const event = { type: 'deadline', deadline: '2026-01-01T00:00:00Z', timeCreditSeconds: 0, reason } as const;
  await api.db.unitOfWork.run(world.tenantId, (tx) => new AttemptEventStore().append(tx, world.attemptId, event));
}

function reasons(events: AttemptEvent[]): unknown[] {
  return events.map(({ event }) => (event.type === 'deadline' ? event.reason : event.type));
}

describe('the event stream', () => {
  it('sends what happened before and what happens while it is open, in order', async () => {
    await happen('before');
    const stream = await listen();
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(reasons(await stream.take(1))).toEqual(['before']);
    await happen('live');
    await happen('live again');
    expect((await stream.take(3)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    stream.leave();
  });

  it('resumed after a break loses nothing and repeats nothing', async () => {
    const first = await listen();
    await happen('one');
    const [seen] = await first.take(1);
    first.leave();
    await happen('while away');
    const second = await listen(seen?.seq);
    await happen('back again');
    expect(reasons(await second.take(2))).toEqual(['while away', 'back again']);
    second.leave();
  });

  it('tells of a run that was asked for on another device', async () => {
    const stream = await listen();
    const { revisionId } = await api.db.make.revision(world);
    const body = { clientId: newId(), revisionId };
    const { view } = await api.call(routes.attempts.run, { params: { exerciseId: world.exerciseVersionId }, body }, kim);
    expect((await stream.take(1)).map(({ event }) => event)).toEqual([{ type: 'run', run: view }]);
    stream.leave();
  });

  it('survives that the database hangs up on the listener', async () => {
    const stream = await listen();
    await happen('before');
    await stream.take(1);
    const superuser = await api.db.connect('superuser');
    await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'assay-events'
      and datname = current_database()`);
    await happen('after');
    expect(reasons(await stream.take(2))).toEqual(['before', 'after']);
    stream.leave();
  });

  it('is refused without a session and before the start', async () => {
    expect((await fetch(url)).status).toBe(401);
    const invited = await api.db.make.invitedCandidate();
    const answer = await fetch(url, { headers: await api.candidate(invited) });
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'attempt-not-started' })]);
  });

  it('shows nobody the events of another attempt', async () => {
    await happen('mine');
    const other = await api.db.make.runningAttempt(world.tenantId);
    kim = await api.candidate(other);
    const stream = await listen();
    world = other;
    await happen('theirs');
    expect(reasons(await stream.take(1))).toEqual(['theirs']);
    stream.leave();
  });
});

describe('a process that stops', () => {
  it('ends its streams and closes in time', async () => {
    const stopping = await TestApi.open();
    await stopping.app.listen(0, '127.0.0.1');
    const there = await stopping.db.make.runningAttempt();
    const caller = await stopping.candidate(there);
    const answer = await fetch(`${await stopping.app.getUrl()}${apiPrefix}${attemptEventsPath}`, { headers: caller });
    const [text] = await Promise.all([answer.text(), stopping.close()]);
    expect(text).toBe('retry: 2000\n\n');
  });
});
