import type { Route, RouteRequest, RouteView } from '@assay/contracts';
import { apiPrefix } from '@assay/contracts';
import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { DeclaredAccess } from './access.js';
import type { ActorOf } from './actor.js';
import { CurrentActor } from './current-actor.js';
import type { ApiRequest } from './exchange.js';
import { Exchange } from './exchange.js';
import { readRequest } from './request-parts.js';

/** Which contract a handler serves. */
export const ServedRoute = Reflector.createDecorator<Route>();

/** A handler of a route: it gets validated parts, who acts, and the exchange where cookies or addresses matter. */
export type Handler<R extends Route> = (
  request: RouteRequest<R>,
  actor: ActorOf<R['access']>,
  exchange: Exchange,
) => RouteView<R> | Promise<RouteView<R>>;

export interface EndpointOptions {
  /** Largest body in bytes, refused before it is read; `defaultBodyLimit` unless given. */
  bodyLimit?: number;
}

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
} as const;

const Parts = createParamDecorator((route: Route, context: ExecutionContext) =>
  readRequest(route, context.switchToHttp().getRequest<ApiRequest>()),
);

const CurrentExchange = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const http = context.switchToHttp();
  const request = http.getRequest<ApiRequest>();
  return new Exchange(request, http.getResponse<FastifyReply>(), request.server.servesHttps);
});

/**
 * Makes a method the handler of a contract's route: method, path, status, access, validation and the shape of the answer all
 * come from the route. A handler whose parameters or result do not fit the route is a type error.
 */
export function Endpoint<R extends Route>(route: R, options: EndpointOptions = {}) {
  return <H extends Handler<R>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    applyDecorators(
      RequestMapping({ method: methods[route.method], path: apiPrefix + route.path }),
      HttpCode(route.status),
      DeclaredAccess(route.access),
      ServedRoute(route),
      RouteConfig({ bodyLimit: options.bodyLimit }),
    )(target, name, descriptor);
    Parts(route)(target, name, 0);
    CurrentActor()(target, name, 1);
    CurrentExchange()(target, name, 2);
  };
}
