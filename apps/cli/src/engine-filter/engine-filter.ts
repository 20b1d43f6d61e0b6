import { once } from 'node:events';
import type { IncomingMessage, RequestOptions, Server, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { messageOf } from '@assay/platform';
import type { SeccompProfiles } from '@assay/sandbox';
import type { ContainerRequest } from './container-request.js';
import { containerRequest, ownerLabel, refusalOf } from './container-request.js';
import { permissionFor } from './permitted.js';

export interface EngineFilterSettings {
  /** Path of the engine's socket. */
  socketPath: string;
  /** The profiles that sandboxes run under. */
  seccomp: SeccompProfiles;
  /** Told about every refusal. */
  onRefusal: (sentence: string) => void;
}

const largestBody = 512 * 1024;
/** Some clients repeat the body in the address. */
const largestHead = 512 * 1024;

/**
 * Stands between workers and a Docker engine and speaks the engine's API: lets through what running a sandbox takes, checks the
 * body of every request that creates one, and hides every container that is not a sandbox. Whoever breaks into a worker gains
 * no more than sandboxes.
 */
export class EngineFilter {
  readonly server: Server;
  readonly #schema: ContainerRequest;
  /** Sandboxes seen, so that the engine is asked about each only once. */
  readonly #sandboxes = new Set<string>();

  constructor(private readonly settings: EngineFilterSettings) {
    this.#schema = containerRequest(settings.seccomp);
    this.server = createServer({ maxHeaderSize: largestHead }, (asked, answer) => {
      this.#handle(asked, answer).catch((thrown: unknown) =>
        respond(answer, 502, `The Docker engine does not answer: ${messageOf(thrown)}`),
      );
    });
    this.server.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#attach(asked, socket, head).catch(() => socket.destroy());
    });
  }

  async #handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const permission = permissionFor(asked.method ?? '', asked.url ?? '');
    switch (permission.kind) {
      case 'pass':
        await this.#forward(asked, answer);
        break;
      case 'pick':
        await this.#pick(asked, answer, permission.members);
        break;
      case 'create':
        await this.#create(asked, answer, permission.path);
        break;
      case 'container':
        if (await this.#isSandbox(permission.id)) {
          await this.#forward(asked, answer);
        } else {
          respond(answer, 404, 'There is no such sandbox.');
        }
        break;
      case 'volume':
        if (await this.#isOurVolume(permission.name)) {
          await this.#forward(asked, answer);
        } else {
          respond(answer, 404, 'There is no such volume of a sandbox.');
        }
        break;
      case 'absent':
        respond(answer, 404, 'There is no such sandbox image.');
        break;
      case 'refuse':
        this.settings.onRefusal(`Refused ${asked.method ?? ''} ${asked.url ?? ''}`);
        respond(answer, 403, 'A worker may not ask this of the engine.');
    }
  }

  async #create(asked: IncomingMessage, answer: ServerResponse, path: string): Promise<void> {
    const body = await bodyOf(asked);
    const refusal = body === undefined ? 'The request is too large.' : refusalOf(this.#schema, body);
    if (body === undefined || refusal !== undefined) {
      this.settings.onRefusal(`Refused a container: ${refusal ?? ''}`);
      respond(answer, 403, `This is no sandbox: ${refusal ?? ''}`);
      return;
    }
    const made = await this.#ask({ method: 'POST', path, headers: jsonHeaders(body) }, body);
    const said = await text(made);
    const id = made.statusCode === 201 ? (JSON.parse(said) as { Id: string }).Id : undefined;
    if (id !== undefined) {
      this.#sandboxes.add(id);
    }
    answer.writeHead(made.statusCode ?? 502, { 'content-type': 'application/json' }).end(said);
  }

  /** Passes a request on. Its body goes along only where the engine expects one. */
  async #forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(asked);
    const answered = await this.#ask({ method: asked.method, path: asked.url, headers: jsonHeaders(body ?? '') }, body);
    answer.writeHead(answered.statusCode ?? 502, headersOf(answered));
    answered.pipe(answer);
    answer.once('close', () => answered.destroy());
    this.#forget(asked, answered);
  }

  #forget(asked: IncomingMessage, answered: IncomingMessage): void {
    const permission = permissionFor(asked.method ?? '', asked.url ?? '');
    if (asked.method === 'DELETE' && permission.kind === 'container' && answered.statusCode === 204) {
      this.#sandboxes.delete(permission.id);
    }
  }

  async #pick(asked: IncomingMessage, answer: ServerResponse, members: readonly string[]): Promise<void> {
    const answered = await this.#ask({ method: 'GET', path: asked.url });
    const all = JSON.parse(await text(answered)) as Record<string, unknown>;
    const picked = Object.fromEntries(members.filter((name) => name in all).map((name) => [name, all[name]]));
    answer.writeHead(answered.statusCode ?? 502, { 'content-type': 'application/json' }).end(JSON.stringify(picked));
  }

  async #isSandbox(id: string): Promise<boolean> {
    if (this.#sandboxes.has(id)) {
      return true;
    }
    const answered = await this.#ask({ method: 'GET', path: `/containers/${id}/json` });
    const described = JSON.parse(await text(answered)) as { Config?: { Labels?: Record<string, string> | null } };
    const isOurs = answered.statusCode === 200 && described.Config?.Labels?.[ownerLabel] !== undefined;
    if (isOurs) {
      this.#sandboxes.add(id);
    }
    return isOurs;
  }

  async #isOurVolume(name: string): Promise<boolean> {
    const answered = await this.#ask({ method: 'GET', path: `/volumes/${name}` });
    const described = JSON.parse(await text(answered)) as { Labels?: Record<string, string> | null };
    return answered.statusCode === 200 && described.Labels?.[ownerLabel] !== undefined;
  }

  /** Standard input and output of a sandbox: both sides become one stream of bytes each way. */
  async #attach(asked: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const permission = permissionFor(asked.method ?? '', asked.url ?? '');
    const isAttach = permission.kind === 'container' && new URL(asked.url ?? '', 'http://engine').pathname.endsWith('/attach');
    if (!isAttach || !(await this.#isSandbox(permission.id))) {
      this.settings.onRefusal(`Refused to attach: ${asked.url ?? ''}`);
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const first = await withoutBody(asked, socket, head);
    const upstream = request({
      socketPath: this.settings.socketPath,
      method: 'POST',
      path: asked.url,
      headers: { connection: 'Upgrade', upgrade: 'tcp', 'content-type': 'text/plain' },
    });
    upstream.once('upgrade', (_answered, engine: Duplex, said: Buffer) => {
      socket.write(
        'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
      );
      socket.write(said);
      engine.write(first);
      join(socket, engine);
    });
    upstream.once('response', (answered) => {
      socket.end(`HTTP/1.1 ${answered.statusCode ?? 502} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      answered.resume();
    });
    upstream.once('error', () => socket.destroy());
    upstream.end();
  }

  #ask(options: RequestOptions & { path: string | undefined }, body?: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      // A connection of its own each time, as the driver has it: an engine that is being stopped must not go on answering.
      const asking = request({ socketPath: this.settings.socketPath, agent: false, ...options }, resolve);
      asking.once('error', reject);
      asking.end(body);
    });
  }
}

/**
 * What follows an upgrade request's own body. Node does not read that body: it stands before the first bytes of the stream.
 */
async function withoutBody(asked: IncomingMessage, socket: Duplex, head: Buffer): Promise<Buffer> {
  const length = Number(asked.headers['content-length'] ?? 0);
  if (!(length <= largestBody)) {
    throw new RangeError('The request is too large.');
  }
  let read = head;
  while (read.length < length) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.pause();
    read = Buffer.concat([read, chunk]);
  }
  return read.subarray(length);
}

/** Each side's end is passed on as an end, so that a sandbox sees the end of its input and still may answer. */
function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.once('error', () => to.destroy());
    from.once('close', () => to.destroy());
  }
}

/** The body as text, or undefined when it is larger than any request of ours. */
async function bodyOf(asked: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of asked as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonHeaders(body: string): Record<string, string | number> {
  return body === ''
    ? { 'content-length': 0 }
    : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}

function headersOf(answered: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'api-version', 'ostype', 'docker-experimental'];
  return Object.fromEntries(
    kept.map((name) => [name, String(answered.headers[name] ?? '')] as const).filter(([, value]) => value !== ''),
  );
}

function respond(answer: ServerResponse, status: number, message: string): void {
  if (!answer.headersSent) {
    answer.writeHead(status, { 'content-type': 'application/json' });
  }
  answer.end(JSON.stringify({ message }));
}
