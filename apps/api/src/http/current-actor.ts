import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Actor } from './actor.js';
import type { ApiRequest } from './exchange.js';

/** Who the request acts for, as the guard found out; null on public routes. */
export const CurrentActor = createParamDecorator(
  (_: undefined, context: ExecutionContext): Actor | null => context.switchToHttp().getRequest<ApiRequest>().actor ?? null,
);
