import type { Access } from '@assay/contracts';
import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** What every handler must declare; `@Endpoint` takes it from the route. */
export const DeclaredAccess = Reflector.createDecorator<Access>();

/**
 * Declares who may call a handler that is not a JSON endpoint of the contracts (an event stream, a file, a health answer).
 * JSON endpoints use `@Endpoint`.
 */
export const Requires = (access: Access): MethodDecorator => DeclaredAccess(access);

/** A method of a controller, as Nest hands it to guards and interceptors. */
export type HandlerFunction = Parameters<Reflector['get']>[1] | Type;

/** What a handler declares; undefined when someone forgot it, which no request survives and no start either. */
export function accessOf(reflector: Reflector, handler: HandlerFunction): Access | undefined {
  return reflector.get<Access | undefined>(DeclaredAccess.KEY, handler);
}
