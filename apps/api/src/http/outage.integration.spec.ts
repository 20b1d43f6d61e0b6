import { routes } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';
import { TcpProxy } from '../testing/tcp-proxy.js';

let api: TestApi;
let line: TcpProxy;
let kim: Caller;

beforeAll(async () => {
  api = await TestApi.open({}, async (db) => {
    line = await TcpProxy.to(db.urls.app);
    return { ASSAY_DATABASE_APP_URL: line.url };
  });
  kim = await api.candidate(await api.db.make.runningAttempt());
});
afterAll(async () => {
  await api.close();
  await line.cut();
});

describe('while the database cannot be reached', () => {
  it('every request says when to try again, and all is well by itself when it is back', async () => {
    expect((await api.call(routes.attempts.get, {}, kim)).status).toBe(200);
    await line.cut();
    for (const [route, caller] of [
      [routes.attempts.get, kim],
      [routes.system.status, nobody],
    ] as const) {
      const answer = await api.call(route, {}, caller);
      expect([answer.status, answer.problem.code]).toEqual([503, 'unavailable']);
      expect(answer.headers['retry-after']).toBe(String(answer.problem.retryAfter));
      expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1|connection/i);
    }
    const health = await Promise.all(
      ['live', 'ready'].map((what) => api.send({ method: 'GET', url: `/api/health/${what}` }, nobody)),
    );
    expect(health.map(({ status }) => status)).toEqual([200, 503]);

    await line.mend();
    expect((await api.call(routes.attempts.get, {}, kim)).status).toBe(200);
    expect((await api.send({ method: 'GET', url: '/api/health/ready' }, nobody)).status).toBe(200);
  });
});
