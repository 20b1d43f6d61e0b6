import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditChain } from './audit/audit-chain.js';
import type { DatabaseOptions } from './data-source.js';
import { openDataSource } from './data-source.js';
import { AttemptEventListener } from './events/attempt-event-listener.js';
import { Locators } from './locators.js';
import { stores } from './stores.js';
import { UnitOfWork } from './unit-of-work.js';

export interface DatabaseModuleOptions extends Omit<DatabaseOptions, 'url'> {
  /** Connection URL of role `assay_app`. */
  appUrl: string;
}

const offered = [UnitOfWork, Locators, AuditChain, ...stores];

/**
 * The database for every feature of an application: unit of work, stores, locators, audit chain and attempt events. The pool
 * itself is not offered, so nothing reaches the database but through a unit of work.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws AssayError `database-unavailable` at start when the database does not answer. */
  static forRoot({ appUrl, ...options }: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => openDataSource({ ...options, url: appUrl }) },
        { provide: AttemptEventListener, useFactory: () => new AttemptEventListener(appUrl) },
        ...offered,
      ],
      exports: [AttemptEventListener, ...offered],
    };
  }

  /** After every feature has stopped, so that work under way can end. */
  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
