import type { DestinationStream, Logger, LoggerOptions } from 'pino';
import { pino } from 'pino';
import type { AssayConfig } from './config/config.js';

export type { Logger } from 'pino';

const secretNames = [
  'password',
  'passwordHash',
  'token',
  'secret',
  'apiKey',
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-api-key"]',
  'link',
];

/** Where secrets may stand: at the top, one or two levels down, and in the headers that an HTTP logger records. */
const secretPaths = ['', '*.', '*.*.', 'req.headers.', 'res.headers.'].flatMap((prefix) =>
  secretNames.map((name) => (name.startsWith('[') ? `${prefix.replace(/\.$/, '')}${name}` : `${prefix}${name}`)),
);

/** Takes the password out of every URL in a text: `postgres://ada:hidden@host` keeps the name only. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/[^:/?#\s@]*):[^@/\s"]+@/gi, '$1:***@');
}

type LogSettings = Pick<AssayConfig, 'log'>;

/** pino's options as every process of ours uses them; for libraries that make their own logger, such as nestjs-pino. */
export function loggerOptions(config: LogSettings, name: string): LoggerOptions {
  return {
    name,
    level: config.log.level,
    redact: { paths: secretPaths, censor: '***' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: withoutPasswords },
  };
}

/** A logger that writes one JSON object a line to standard output (or to `stream`), with secrets struck out. */
export function createLogger(config: LogSettings, name: string, stream?: DestinationStream): Logger {
  return stream === undefined ? pino(loggerOptions(config, name)) : pino(loggerOptions(config, name), stream);
}
