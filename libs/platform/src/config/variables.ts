import { z } from 'zod';

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL such as ${example}.`,
  });

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, { error: `must be a whole number from ${String(from)} to ${String(to)}.` })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error: `must be a whole number from ${String(from)} to ${String(to)}.` });

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}.` });

const yesOrNo = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false.' })
  .transform((text) => text === 'true' || text === '1');

/** Every environment variable we read. A message completes the sentence that starts with the variable's name. */
export const variables = z.object({
  NODE_ENV: oneOf(['production', 'development', 'test']).default('development'),
  ASSAY_LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
  ASSAY_HOME: z.string().default('.assay'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  ASSAY_PUBLIC_URL: url(['http:', 'https:'], 'https://assay.example.com').optional(),
  ASSAY_WEB_ROOT: z.string().optional(),
  ASSAY_TRUST_PROXY: yesOrNo.default(false),
  ASSAY_SECRET: z.string().min(32, { error: 'must have at least 32 signs.' }).optional(),
  DATABASE_URL: postgresUrl.optional(),
  ASSAY_DATABASE_OWNER_URL: postgresUrl.optional(),
  ASSAY_DATABASE_APP_URL: postgresUrl.optional(),
  ASSAY_DATABASE_QUEUE_URL: postgresUrl.optional(),
  ASSAY_DATABASE_RETENTION_URL: postgresUrl.optional(),
  ASSAY_DATABASE_POOL: wholeNumber(1, 200).default(10),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  ASSAY_SANDBOX_DRIVER: oneOf(['auto', 'docker', 'bubblewrap', 'none']).default('auto'),
  ASSAY_SANDBOX_RUNTIME: z
    .string()
    .regex(/^[a-zA-Z0-9][\w.-]*$/, { error: 'must be the name of an OCI runtime that the engine knows, such as runc.' })
    .optional(),
  DOCKER_HOST: url(['unix:', 'tcp:', 'http:', 'https:'], 'unix:///var/run/docker.sock').optional(),
  DOCKER_CERT_PATH: z.string().optional(),
  DOCKER_TLS_VERIFY: z.string().optional(),
  ASSAY_WORKER_CONCURRENCY: wholeNumber(1, 64).default(2),
  ASSAY_POOL_SIZE: wholeNumber(0, 64).default(2),
  ASSAY_POOL_STARTS: wholeNumber(1, 16).default(1),
  ASSAY_POOL_IDLE_SECONDS: wholeNumber(10, 800).default(600),
  ASSAY_POOL_GRADINGS: wholeNumber(1, 10_000).default(100),
  ASSAY_LEASE_SECONDS: wholeNumber(2, 600).default(15),
  ASSAY_SWEEP_SECONDS: wholeNumber(1, 60).default(3),
  ASSAY_SEAL_SECONDS: wholeNumber(1, 60).default(1),
  ASSAY_WORKER_HEALTH_PORT: wholeNumber(1, 65_535).optional(),
});
