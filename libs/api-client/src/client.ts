import { apiPrefix, problem, type Problem, type Route, type RouteInput, type RouteResponse } from '@assay/contracts';

/** The API said no; `problem` says why and what to do. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
  }
}

/** No answer came: offline, or the server is away. Nothing is known about what the call did. */
export class ApiUnreachable extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
    this.name = 'ApiUnreachable';
  }
}

type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

export interface ClientOptions {
  /** Origin without a trailing slash; empty in the browser. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  headers?: Readonly<Record<string, string>>;
}

export type ApiClient = <R extends Route>(
  route: R,
  input: Given<RouteInput<R>>,
  signal?: AbortSignal,
) => Promise<RouteResponse<R>>;

/**
 * Makes a typed caller for the routes of `@assay/contracts`.
 * @throws ApiProblem for every answer that is not a success, ApiUnreachable when none came.
 */
export function createClient({ baseUrl, fetch, headers = {} }: ClientOptions): ApiClient {
  return async (route, input, signal) => {
    const parts: Partial<Record<'params' | 'query' | 'body', unknown>> = input;
    const url = baseUrl + apiPrefix + fillPath(route.path, parts.params) + queryString(parts.query);
    const request: RequestInit = {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...(parts.body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
      ...(signal && { signal }),
      credentials: 'same-origin',
    };
    const response = await reach(() => fetch(url, request));
    const text = await reach(() => response.text());
    if (!response.ok) throw new ApiProblem(readProblem(response, text));
    return route.response.parse(JSON.parse(text)) as RouteResponse<typeof route>;
  };
}

async function reach<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiUnreachable(error);
  }
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, string>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function queryString(query: unknown): string {
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** A proxy between us and the server may answer without a problem document; it still becomes one. */
function readProblem(response: Response, text: string): Problem {
  try {
    return problem.parse(JSON.parse(text));
  } catch {
    return {
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      code: response.status >= 500 ? 'unavailable' : 'unexpected',
      detail: 'The server gave an answer that could not be read. Nothing you did is lost; try again in a moment.',
      id: response.headers.get('x-request-id') ?? 'unknown',
    };
  }
}
