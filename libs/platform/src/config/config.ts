import { homedir } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import type { ConfigIssue } from './config-error.js';
import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';
import { currentEnvironment } from './environment.js';
import { variables } from './variables.js';

/** `owner` migrates, `app` serves (row-level security binds it), `queue` owns BullMQ's tables, `retention` erases. */
export type DatabaseRole = 'owner' | 'app' | 'queue' | 'retention';

/** Everything that can be set from outside, validated, with defaults filled in. */
export interface AssayConfig {
  environment: 'production' | 'development' | 'test';
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' };
  /** Absolute path of the folder that holds this installation's state. */
  home: string;
  /** Absolute path of the user's folder for large things that can be made again. */
  cache: string;
  http: {
    host: string;
    port: number;
    /** Where browsers reach us, without a trailing slash; links in invitations start with it. */
    publicUrl: string;
    /** Absolute path of the built web, served on the same port; undefined: the API alone. */
    webRoot: string | undefined;
    /** Believe X-Forwarded-For of a proxy in front. */
    trustProxy: boolean;
  };
  /** The installation's secret, at least 32 signs; see `deriveKey` and `requireSecret`. */
  secret: string | undefined;
  database: {
    /** A superuser's or owner's URL of a PostgreSQL that somebody else runs; the command sets the roles up there. */
    url: string | undefined;
    urls: Record<DatabaseRole, string | undefined>;
    /** Connections per process. */
    poolSize: number;
  };
  queue: { backend: 'redis'; redisUrl: string } | { backend: 'postgres' };
  sandbox: {
    driver: 'auto' | 'docker' | 'bubblewrap' | 'none';
    /** OCI runtime the engine should use, such as `crun` or `runsc`; undefined: the engine's default. */
    runtime: string | undefined;
    docker: {
      /** `unix://…`, `tcp://…`; undefined: the default socket, then our private engine. */
      host: string | undefined;
      /** Absolute path of the folder with ca.pem, cert.pem and key.pem; with it the engine is spoken to over TLS. */
      certPath: string | undefined;
    };
  };
  worker: {
    /** Gradings at the same time. */
    concurrency: number;
    /** Pairs of sandboxes that are started before there is work. */
    pool: {
      /** Pairs of each kind kept ready; 0: none. */
      size: number;
      /** Pairs started at the same time. */
      startsAtOnce: number;
      idleSeconds: number;
      /** Gradings of one exercise that a grader sandbox serves before it is replaced. */
      gradingsPerGrader: number;
    };
    /** A claim not renewed for so long may be taken over. */
    leaseSeconds: number;
    /** How often what was requested and never claimed is looked for. */
    sweepSeconds: number;
    /** How often audit events are sealed. */
    sealSeconds: number;
    /** Port of the worker's health answer; undefined: none. */
    healthPort: number | undefined;
  };
}

/**
 * Reads and validates the environment. Empty variables count as absent.
 *
 * @throws ConfigError naming every wrong variable.
 */
export function loadConfig(environment: Environment = currentEnvironment()): AssayConfig {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path: [variable], message }): ConfigIssue => ({
        variable: String(variable),
        sentence: message,
      })),
    );
  }
  const set = parsed.data;
  return {
    environment: set.NODE_ENV,
    log: { level: set.ASSAY_LOG_LEVEL ?? (set.NODE_ENV === 'test' ? 'silent' : 'info') },
    home: path.resolve(set.ASSAY_HOME),
    cache: path.join(path.resolve(set.XDG_CACHE_HOME ?? path.join(set.HOME ?? homedir(), '.cache')), 'assay'),
    http: {
      host: set.HOST,
      port: set.PORT,
      publicUrl: (set.ASSAY_PUBLIC_URL ?? `http://localhost:${String(set.PORT)}`).replace(/\/+$/, ''),
      webRoot: set.ASSAY_WEB_ROOT === undefined ? undefined : path.resolve(set.ASSAY_WEB_ROOT),
      trustProxy: set.ASSAY_TRUST_PROXY,
    },
    secret: set.ASSAY_SECRET,
    database: {
      url: set.DATABASE_URL,
      urls: {
        owner: set.ASSAY_DATABASE_OWNER_URL,
        app: set.ASSAY_DATABASE_APP_URL,
        queue: set.ASSAY_DATABASE_QUEUE_URL,
        retention: set.ASSAY_DATABASE_RETENTION_URL,
      },
      poolSize: set.ASSAY_DATABASE_POOL,
    },
    queue: set.REDIS_URL === undefined ? { backend: 'postgres' } : { backend: 'redis', redisUrl: set.REDIS_URL },
    sandbox: {
      driver: set.ASSAY_SANDBOX_DRIVER,
      runtime: set.ASSAY_SANDBOX_RUNTIME,
      docker: {
        host: set.DOCKER_HOST,
        certPath: certPathOf(set),
      },
    },
    worker: {
      concurrency: set.ASSAY_WORKER_CONCURRENCY,
      pool: {
        size: set.ASSAY_POOL_SIZE,
        startsAtOnce: set.ASSAY_POOL_STARTS,
        idleSeconds: set.ASSAY_POOL_IDLE_SECONDS,
        gradingsPerGrader: set.ASSAY_POOL_GRADINGS,
      },
      leaseSeconds: set.ASSAY_LEASE_SECONDS,
      sweepSeconds: set.ASSAY_SWEEP_SECONDS,
      sealSeconds: set.ASSAY_SEAL_SECONDS,
      healthPort: set.ASSAY_WORKER_HEALTH_PORT,
    },
  };
}

/** As Docker's own client has it: to ask for TLS without naming a folder means that of the user. */
function certPathOf(set: z.output<typeof variables>): string | undefined {
  if (set.DOCKER_CERT_PATH !== undefined) return path.resolve(set.DOCKER_CERT_PATH);
  return set.DOCKER_TLS_VERIFY === undefined ? undefined : path.join(set.HOME ?? homedir(), '.docker');
}

/**
 * The URL with which a process connects as one of the database's roles.
 *
 * @throws ConfigError when it was not set.
 */
export function requireDatabaseUrl(config: Pick<AssayConfig, 'database'>, role: DatabaseRole): string {
  const url = config.database.urls[role];
  if (url === undefined) {
    throw new ConfigError([
      {
        variable: `ASSAY_DATABASE_${role.toUpperCase()}_URL`,
        sentence: `is not set: give the PostgreSQL URL of the role assay_${role}, or start everything with \`npm start\`, which sets it.`,
      },
    ]);
  }
  return url;
}

/**
 * The installation's secret.
 *
 * @throws ConfigError when it was not set.
 */
export function requireSecret(config: Pick<AssayConfig, 'secret'>): string {
  if (config.secret === undefined) {
    throw new ConfigError([
      {
        variable: 'ASSAY_SECRET',
        sentence: 'is not set: give at least 32 random signs, the same for every process of the installation.',
      },
    ]);
  }
  return config.secret;
}
