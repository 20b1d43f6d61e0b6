import { AssayError } from '@assay/platform';
import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { accessOf } from './access.js';

/** Walks all controllers when the application starts and refuses the start when a handler declares no access. */
@Injectable()
export class RouteInventory implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const unguarded = this.handlers().filter(({ handler }) => accessOf(this.reflector, handler) === undefined);
    if (unguarded.length > 0) {
      const names = unguarded.map(({ name }) => name).join(', ');
      throw new AssayError('route-unguarded', `No access is declared for ${names}: add @Endpoint(routes.…) or @Requires(…).`);
    }
  }

  private handlers() {
    return this.discovery.getControllers().flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((method) => {
          const handler = prototype[method];
          return handler === undefined ? [] : [{ name: `${prototype.constructor.name}.${method}`, handler }];
        })
        .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler));
    });
  }
}
