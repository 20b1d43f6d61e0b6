import type { Problem, Route, RouteInput, RouteResponse, StaffRole } from '@assay/contracts';
import { apiPrefix } from '@assay/contracts';
import { CandidateSessionStore, StaffSessionStore } from '@assay/database';
import type { AssayConfig } from '@assay/platform';
import { loadConfig, newSecret, sha256 } from '@assay/platform';
import { migrateQueue } from '@assay/queue';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { createApp } from '../create-app.js';
import { candidateCookie, staffCookie } from '../http/exchange.js';

/** Headers that say who calls. */
export type Caller = Readonly<Record<string, string>>;

/** Nobody in particular, on a page of ours. */
export const nobody: Caller = { origin: 'http://localhost:3000' };

export interface Answer<View> {
  status: number;
  /** The view of a success; what `problem` is for a refusal. */
  view: View;
  problem: Problem;
  text: string;
  headers: Readonly<Record<string, unknown>>;
}

type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** The real application on a database of its own, spoken to without a network. */
export class TestApi {
  private constructor(
    readonly db: TestDatabase,
    readonly app: NestFastifyApplication,
    readonly config: AssayConfig,
  ) {}

  /** @param detour gives variables that depend on the database, such as the URL of a proxy to it. */
  static async open(
    variables: Record<string, string> = {},
    detour: (db: TestDatabase) => Promise<Record<string, string>> = () => Promise.resolve({}),
  ): Promise<TestApi> {
    const db = await openTestDatabase();
    try {
      await migrateQueue(db.urls.queue);
      const config = loadConfig({
        NODE_ENV: 'test',
        ASSAY_DATABASE_APP_URL: db.urls.app,
        ASSAY_DATABASE_QUEUE_URL: db.urls.queue,
        ...variables,
        ...(await detour(db)),
      });
      return new TestApi(db, await createApp(config, AppModule.forRoot(config)), config);
    } catch (error) {
      await db.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.db.close();
  }

  /** A new person of the company with these roles, signed in. */
  async staff(tenantId: string, ...roles: StaffRole[]): Promise<Caller> {
    return this.signedIn(tenantId, await this.db.make.staff(tenantId, { roles }));
  }

  /** A session of a person who is there. */
  async signedIn(tenantId: string, staffId: string): Promise<Caller> {
    const token = newSecret();
    const session = { staffId, tokenHash: sha256(token), lifetimeSeconds: 3_600 };
    await this.db.unitOfWork.run(tenantId, (tx) => new StaffSessionStore().create(tx, session));
    return { ...nobody, cookie: `${staffCookie}=${token}` };
  }

  /** A candidate whose link was opened. */
  async candidate({ tenantId, invitationId }: { tenantId: string; invitationId: string }): Promise<Caller> {
    const token = newSecret();
    const session = { invitationId, tokenHash: sha256(token), lifetimeSeconds: 3_600 };
    await this.db.unitOfWork.run(tenantId, (tx) => new CandidateSessionStore().create(tx, session));
    return { ...nobody, cookie: `${candidateCookie}=${token}` };
  }

  async call<R extends Route>(route: R, input: Given<RouteInput<R>>, caller: Caller): Promise<Answer<RouteResponse<R>>> {
    const {
      params = {},
      query,
      body,
    } = input as { params?: Record<string, string>; query?: Record<string, string>; body?: object };
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    return this.send(
      {
        method: route.method,
        url: apiPrefix + path,
        ...(query !== undefined && { query }),
        ...(body !== undefined && { payload: body }),
      },
      caller,
    );
  }

  async send<View = unknown>(request: Request, caller: Caller): Promise<Answer<View>> {
    const answer = await this.app.inject({ ...request, headers: { ...caller, ...request.headers } });
    const parsed: unknown = String(answer.headers['content-type']).includes('json') ? answer.json() : null;
    return {
      status: answer.statusCode,
      view: parsed as View,
      problem: parsed as Problem,
      text: answer.payload,
      headers: answer.headers,
    };
  }
}

export interface Request {
  method: Route['method'];
  url: string;
  query?: Record<string, string>;
  payload?: object | string;
  headers?: Record<string, string>;
}
