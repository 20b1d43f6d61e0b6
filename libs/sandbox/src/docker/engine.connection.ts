import { ConfigError } from '@assay/platform';
import type Docker from 'dockerode';
import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { join } from 'node:path';
import type { SandboxErrorCode } from '../sandbox.error.js';
import { SandboxError } from '../sandbox.error.js';

/** PEM texts with which an engine is spoken to over TLS. */
export interface EngineCertificates {
  /** Authority that signed the engine's certificate. */
  ca: string;
  /** Our own certificate and its key; the engine asks for them. */
  cert: string;
  key: string;
}

/** The agent is missing in the published types. */
type EngineConnection = Docker.DockerOptions & { agent: HttpAgent };

/**
 * How to reach an engine at `unix:///path`, `tcp://host:port` or, with certificates, `https://host:port`; undefined is the usual socket.
 *
 * Every request has a connection of its own. An engine that is being stopped closes its door first and its containers next, but goes on
 * answering on connections that are open: over one of those it would tell us of a sandbox that died, and not that it was the engine who
 * ended it.
 */
export function connectionTo(host: string | undefined, tls: EngineCertificates | undefined): EngineConnection {
  const plain = { agent: new HttpAgent({ keepAlive: false }) };
  if (host === undefined) return { socketPath: '/var/run/docker.sock', ...plain };
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length), ...plain };
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  if (tls === undefined) return { protocol: 'http', host: hostname, port: Number(port || 2375), ...plain };
  const agent = new HttpsAgent({ keepAlive: false });
  return { protocol: 'https', host: hostname, port: Number(port || 2376), ...tls, agent };
}

/**
 * The certificates of a folder as Docker's own client wants it: `ca.pem`, `cert.pem`, `key.pem`.
 *
 * @throws ConfigError naming the file that cannot be read
 */
export async function readCertificates(folder: string): Promise<EngineCertificates> {
  const read = async (name: string) => {
    const file = join(folder, name);
    return readFile(file, 'utf8').catch(() => {
      const sentence = `must name a folder with ca.pem, cert.pem and key.pem for the Docker engine: ${file} cannot be read.`;
      throw new ConfigError([{ variable: 'DOCKER_CERT_PATH', sentence }]);
    });
  };
  // One after the other, so that of several that are missing the same is always named.
  return { ca: await read('ca.pem'), cert: await read('cert.pem'), key: await read('key.pem') };
}

/** What Node's TLS calls a certificate that one side does not take; see the error codes of OpenSSL and of node:tls. */
const certificateFault =
  /^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_)/;

interface EngineFailure {
  code: SandboxErrorCode;
  /** Begins with a small letter, has no full stop. */
  reason: string;
  /** A command or one sentence. */
  help: string;
}

/** Why the engine could not be asked: it is away, or the two do not accept each other's certificates. */
export function engineFailure(error: unknown): EngineFailure {
  const why = error instanceof Error ? error.message.trim() : String(error);
  const code = (error as { code?: string }).code ?? '';
  if (certificateFault.test(code)) {
    return {
      code: 'engine-certificates',
      reason: `the Docker engine and Assay do not accept each other's certificates (${why})`,
      help: "Check the folder DOCKER_CERT_PATH: ca.pem must have signed the engine's certificate, and the engine must trust cert.pem.",
    };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return {
      code: 'engine-unreachable',
      reason: `the Docker engine cut the connection (${why})`,
      help: 'Look whether it runs; one that wants TLS with another certificate does so too: check DOCKER_CERT_PATH.',
    };
  }
  const reason = `the Docker engine does not answer (${why})`;
  return { code: 'engine-unreachable', reason, help: 'npm run assay -- provision' };
}

/** The same as an error. */
export function unreachable(error: unknown): SandboxError {
  if (error instanceof SandboxError) return error;
  const { code, reason, help } = engineFailure(error);
  const advice = help.startsWith('npm ') ? `Start it, or run: ${help}` : help;
  return new SandboxError(code, `${reason.replace(/^t/, 'T')}. ${advice}`, error);
}

/** Why a sandbox could not be started. */
export function startFailure(error: unknown): SandboxError {
  const status = (error as { statusCode?: number }).statusCode;
  if (error instanceof SandboxError || status === undefined) return unreachable(error);
  const why = error instanceof Error ? error.message.trim() : String(error);
  if (status === 404 && /no such image/i.test(why)) {
    return new SandboxError(
      'image-missing',
      `The sandbox image is not on the Docker engine (${why}). Make it with: npm run assay -- provision --images`,
      error,
    );
  }
  const code = status === 404 ? 'sandbox-start-failed' : 'engine-refused';
  return new SandboxError(code, `The Docker engine did not start a sandbox: ${why}`, error);
}
