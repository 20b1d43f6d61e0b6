import type { AttemptEvent, Problem, ProblemCode, Route, RouteRequest, RouteView } from '@assay/contracts';
import { apiPrefix, attemptEventsPath } from '@assay/contracts';

type Handler = (request: { params: unknown; query: unknown; body: unknown }) => unknown;

interface Entry {
  route: Route;
  pattern: RegExp;
  names: string[];
  handle: Handler;
}

/** One request that reached the fake, after validation. */
export interface Call {
  route: Route;
  body: unknown;
  params: Record<string, string>;
}

/** Thrown by a handler to answer a problem document. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly more: Partial<Problem> = {},
  ) {
    super(code);
  }
}

/**
 * An API for specs, typed and validated by the contracts: what a screen sends and what a spec answers both must fit the route.
 * A request that no handler expects fails the request with a sentence, so nothing is answered by accident.
 */
export class FakeApi {
  readonly calls: Call[] = [];
  /** Set to make every request fail as it does without a network. */
  offline = false;
  private entries: Entry[] = [];
  private readonly streams = new Set<ReadableStreamDefaultController<Uint8Array>>();

  on<R extends Route>(route: R, handle: (request: RouteRequest<R>) => RouteView<R> | Promise<RouteView<R>>): this {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
    const pattern = new RegExp(`^${apiPrefix}${route.path.replace(/:\w+/g, '([^/]+)')}$`);
    this.entries = [
      { route, pattern, names, handle: handle as Handler },
      ...this.entries.filter((entry) => entry.route !== route),
    ];
    return this;
  }

  /** How often a route was called. */
  callsOf(route: Route): Call[] {
    return this.calls.filter((call) => call.route === route);
  }

  /** Sends one event to every open stream of the attempt. */
  push(event: AttemptEvent): void {
    const text = `id: ${String(event.seq)}\ndata: ${JSON.stringify(event)}\n\n`;
    this.streams.forEach((stream) => stream.enqueue(new TextEncoder().encode(text)));
  }

  get openStreams(): number {
    return this.streams.size;
  }

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    if (this.offline) {
      throw new TypeError('Failed to fetch');
    }
    const address = input instanceof Request ? input.url : String(input);
    const url = new URL(address, 'http://assay.test');
    if (url.pathname === apiPrefix + attemptEventsPath) {
      return this.openStream(init.signal ?? null);
    }
    const method = init.method ?? 'GET';
    for (const entry of this.entries) {
      const match = entry.route.method === method ? entry.pattern.exec(url.pathname) : null;
      if (match) {
        return this.answer(entry, match.slice(1), url, init);
      }
    }
    throw new Error(`No handler for ${method} ${url.pathname}: add one with .on(routes.…).`);
  };

  private async answer(entry: Entry, values: string[], url: URL, init: RequestInit): Promise<Response> {
    const { route } = entry;
    const params = Object.fromEntries(entry.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const request = {
      params: route.params?.parse(params),
      query: route.query?.parse(Object.fromEntries(url.searchParams)),
      body: route.body?.parse(body),
    };
    this.calls.push({ route, params, body: request.body });
    try {
      const view = route.response.parse(await entry.handle(request));
      return new Response(JSON.stringify(view), { status: route.status });
    } catch (error) {
      if (error instanceof Refusal) {
        return new Response(JSON.stringify(problemOf(error)), { status: error.status });
      }
      throw error;
    }
  }

  private openStream(signal: AbortSignal | null): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.streams.add(controller);
      },
    });
    signal?.addEventListener('abort', () => {
      if (own && this.streams.delete(own)) {
        own.error(signal.reason);
      }
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  }
}

function problemOf({ status, code, more }: Refusal): Problem {
  return {
    type: `urn:assay:problem:${code}`,
    title: code,
    status,
    code,
    detail: `The API says ${code}.`,
    id: 'req-7f3',
    ...more,
  };
}
