import type { Access, Permission } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { accessOf } from './access.js';
import type { Actor, ApiKeyActor, CandidateActor, StaffActor } from './actor.js';
import { Authenticator } from './authenticator.js';
import type { ApiRequest } from './exchange.js';
import { candidateCookie, staffCookie } from './exchange.js';
import { OriginPolicy } from './origin-policy.js';

/** Closed by default: lets a request through only when its handler declares who may call it and the caller is one of them. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly origins: OriginPolicy,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(this.reflector, context.getHandler());
    if (access === undefined) {
      throw new AssayError('route-unguarded', `${context.getClass().name}.${context.getHandler().name} declares no access.`);
    }
    const request = context.switchToHttp().getRequest<ApiRequest>();
    this.origins.assertAllowed(request);
    request.actor = await this.actorFor(access, request);
    return true;
  }

  private async actorFor(access: Access, request: ApiRequest): Promise<Actor | null> {
    switch (access) {
      case 'public':
        return null;
      case 'candidate':
        return this.candidate(request);
      case 'signed-in':
        return this.staff(request);
      default:
        return this.holderOf(access, request);
    }
  }

  private async candidate(request: ApiRequest): Promise<CandidateActor> {
    const token = request.cookies[candidateCookie];
    const actor = token === undefined ? null : await this.authenticator.candidateOf(token);
    if (actor === null) {
      throw new AssayError('not-signed-in', 'Open the link of your invitation again to continue. Nothing you saved is lost.');
    }
    return actor;
  }

  private async staff(request: ApiRequest): Promise<StaffActor> {
    if (bearerOf(request) !== undefined) {
      throw new AssayError('not-allowed', 'This needs a person who is signed in: an API key cannot do it.');
    }
    const token = request.cookies[staffCookie];
    const actor = token === undefined ? null : await this.authenticator.staffOf(token);
    if (actor === null) {
      throw new AssayError('not-signed-in', 'Sign in to continue.');
    }
    return actor;
  }

  private async holderOf(permission: Permission, request: ApiRequest): Promise<StaffActor | ApiKeyActor> {
    const key = bearerOf(request);
    const actor = key === undefined ? await this.staff(request) : await this.machine(key);
    if (!actor.permissions.has(permission)) {
      throw new AssayError('not-allowed', `This needs the permission “${permission}”. Ask an admin of your company for it.`);
    }
    return actor;
  }

  private async machine(key: string): Promise<ApiKeyActor> {
    const actor = await this.authenticator.apiKeyOf(key);
    if (actor === null) {
      throw new AssayError('not-signed-in', 'The API key is unknown or was revoked. Make a new one.');
    }
    return actor;
  }
}

function bearerOf(request: ApiRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
