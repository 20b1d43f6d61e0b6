import type { AssayConfig } from '@assay/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { apiConfigToken } from './api-config.js';
import { OriginPolicy } from './origin-policy.js';
import { ProblemFilter } from './problem.filter.js';
import { GuessThrottle } from './guess-throttle.js';
import { ResponseInterceptor } from './response.interceptor.js';
import { RouteInventory } from './route-inventory.js';

/** What every request passes: the access guard, the answer's schema, the problem filter. Needs an `Authenticator` from elsewhere. */
@Module({})
export class HttpModule {
  static forRoot(config: AssayConfig): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: apiConfigToken, useValue: config },
        { provide: OriginPolicy, useValue: new OriginPolicy(config.http.publicUrl) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: ResponseInterceptor },
        RouteInventory,
        GuessThrottle,
      ],
      exports: [apiConfigToken, GuessThrottle],
    };
  }
}
