import { describe, expect, it } from '@jest/globals';
import { routes } from '@assay/contracts';
import { ApiProblem, ApiUnreachable, createClient } from './client.js';

const someId = '019a0000-0000-7000-8000-000000000001';

function clientAnswering(answer: () => Response) {
  const calls: { url: string; init: RequestInit }[] = [];
  const client = createClient({
    baseUrl: 'http://assay.test',
    fetch: (url, init) => {
      calls.push({ url: url instanceof Request ? url.url : url.toString(), init: init ?? {} });
      return Promise.resolve(answer());
    },
  });
  return { client, calls };
}

describe('the typed client', () => {
  it('fills the path, the query and the body', async () => {
    const { client, calls } = clientAnswering(() => Response.json({ items: [], next: null }));
    await client(routes.audit.list, { query: { limit: 5, before: undefined } });
    expect(calls[0]?.url).toBe('http://assay.test/api/v1/audit/events?limit=5');

    const posting = clientAnswering(() => Response.json({}));
    await posting.client(routes.reviews.release, { params: { reviewId: someId }, body: {} });
    expect(posting.calls[0]).toMatchObject({
      url: `http://assay.test/api/v1/reviews/${someId}/release`,
      init: { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    });
  });

  it('throws the problem that the server told', async () => {
    const told = {
      type: 'about:blank',
      title: 'Gone',
      status: 409,
      code: 'attempt-closed',
      detail: 'The time is over.',
      id: 'req-1',
    };
    const { client } = clientAnswering(() => Response.json(told, { status: 409 }));
    await expect(client(routes.attempts.get, {})).rejects.toMatchObject({ name: 'ApiProblem', problem: told });
  });

  it('makes a problem of an answer that is none', async () => {
    const { client } = clientAnswering(() => new Response('<html>Bad gateway</html>', { status: 502 }));
    const failure: unknown = await client(routes.attempts.get, {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect((failure as ApiProblem).problem.code).toBe('unavailable');
  });

  it('tells no answer from a refusal', async () => {
    const client = createClient({ baseUrl: '', fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await expect(client(routes.attempts.get, {})).rejects.toBeInstanceOf(ApiUnreachable);
  });

  it('refuses an answer of another shape than declared', async () => {
    const { client } = clientAnswering(() => Response.json({ items: 'many' }));
    await expect(client(routes.roles.list, {})).rejects.toThrow(/items/);
  });
});
