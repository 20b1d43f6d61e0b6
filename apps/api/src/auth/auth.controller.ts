import type { RouteRequest, StaffSession } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import type { Exchange } from '../http/exchange.js';
import { staffCookie } from '../http/exchange.js';
import { staffSessionLifetime } from './session-lifetimes.js';
import { SignInService } from './sign-in.service.js';

@Controller()
export class AuthController {
  constructor(private readonly signIns: SignInService) {}

  @Endpoint(routes.auth.signIn)
  async signIn({ body }: RouteRequest<typeof routes.auth.signIn>, _: null, exchange: Exchange): Promise<StaffSession> {
    const { token, session } = await this.signIns.signIn(body, {
      address: exchange.address,
      replaces: exchange.cookie(staffCookie),
    });
    exchange.setCookie(staffCookie, token, staffSessionLifetime.absolute);
    return session;
  }

  @Endpoint(routes.auth.signOut)
  async signOut(_: RouteRequest<typeof routes.auth.signOut>, actor: StaffActor, exchange: Exchange) {
    exchange.clearCookie(staffCookie);
    return this.signIns.signOut(actor);
  }

  @Endpoint(routes.auth.me)
  me(_: RouteRequest<typeof routes.auth.me>, actor: StaffActor): Promise<StaffSession> {
    return this.signIns.me(actor);
  }
}
