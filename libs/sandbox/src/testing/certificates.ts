import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EngineCertificates } from '../docker/engine.connection.js';

const openssl = promisify(execFile);

/** A certificate authority of a spec's own, made with openssl. */
export class Authority {
  #made = 0;

  private constructor(
    private readonly folder: string,
    readonly certificate: string,
  ) {}

  static async create(name: string): Promise<Authority> {
    const folder = await mkdtemp(join(tmpdir(), 'assay-authority-'));
    const [key, certificate] = [join(folder, 'ca-key.pem'), join(folder, 'ca.pem')];
    await openssl('openssl', ['req', '-x509', ...newKey(key), '-days', '2', '-subj', `/CN=${name}`, '-out', certificate]);
    return new Authority(folder, await readFile(certificate, 'utf8'));
  }

  /** A certificate for 127.0.0.1 that serves both sides, with its key. */
  async issue(name: string): Promise<Omit<EngineCertificates, 'ca'>> {
    this.#made += 1;
    const file = (kind: string) => join(this.folder, `${String(this.#made)}-${kind}`);
    await openssl('openssl', ['req', ...newKey(file('key.pem')), '-subj', `/CN=${name}`, '-out', file('request.pem')]);
    await writeFile(file('names'), 'subjectAltName=IP:127.0.0.1');
    const by = ['-CA', join(this.folder, 'ca.pem'), '-CAkey', join(this.folder, 'ca-key.pem'), '-CAcreateserial'];
    const made = ['-req', '-in', file('request.pem'), ...by, '-days', '2', '-extfile', file('names'), '-out', file('cert.pem')];
    await openssl('openssl', ['x509', ...made]);
    const [cert, key] = await Promise.all([readFile(file('cert.pem'), 'utf8'), readFile(file('key.pem'), 'utf8')]);
    return { cert, key };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

function newKey(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file];
}
