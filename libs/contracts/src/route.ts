import type { z } from 'zod';
import type { Access } from './permissions.js';

type Schema = z.ZodType;

/** One HTTP endpoint: the single source of validation, the typed client and the OpenAPI document. */
export interface Route<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Response extends Schema = Schema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly access: Access;
  /** One sentence for the API reference. */
  readonly summary: string;
  readonly status: 200 | 201 | 202 | 204;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
}

type Declared = Pick<Route, 'method' | 'path' | 'access' | 'summary'> & {
  readonly status?: Route['status'];
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly response: Schema;
};

type Part<D, K extends string> = D extends Record<K, infer S extends Schema> ? S : undefined;

/** A route that still knows its access, which decides who the handler acts for. */
type DeclaredRoute<D extends Declared> = Route<Part<D, 'params'>, Part<D, 'query'>, Part<D, 'body'>, D['response']> & {
  readonly access: D['access'];
};

/** Declares an endpoint; what is left out is absent (`status` is 200). */
export function route<const D extends Declared>(declared: D): DeclaredRoute<D> {
  const { params, query, body } = declared as Declared;
  return { status: 200, ...declared, params, query, body } as unknown as DeclaredRoute<D>;
}

type Input<S> = S extends Schema ? z.input<S> : undefined;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** What a caller sends, part by part; absent parts are `undefined`. */
export interface RouteInput<R extends Route> {
  params: Input<R['params']>;
  query: Input<R['query']>;
  body: Input<R['body']>;
}
/** What a handler receives after validation. */
export interface RouteRequest<R extends Route> {
  params: Output<R['params']>;
  query: Output<R['query']>;
  body: Output<R['body']>;
}
/** What a handler returns. */
export type RouteView<R extends Route> = z.input<R['response']>;
/** What the client gets. */
export type RouteResponse<R extends Route> = z.output<R['response']>;
