import type { Route } from '@assay/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import { ServedRoute } from './endpoint.js';

/** Sends every answer through its route's schema: what the contract does not name never leaves. */
@Injectable()
export class ResponseInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<Route | undefined>(ServedRoute.KEY, context.getHandler());
    return route === undefined ? next.handle() : next.handle().pipe(map((view: unknown) => route.response.parse(view)));
  }
}
