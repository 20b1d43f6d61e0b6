import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { AssayError } from '@assay/platform';
import { inRoot } from '../workspace/paths.js';
import { say } from '../workspace/terminal.js';
import type { Docker } from './docker.js';
import { findProgram } from './programs.js';

interface StandIn {
  /** The public name that a Dockerfile or docker-compose.yml uses. */
  image: string;
  /** Its folder below `stand-ins`. */
  folder: string;
  /** Adds what the Dockerfile copies to its context. */
  complete?: (context: string) => Promise<void>;
}

const standIns: readonly StandIn[] = [
  { image: 'node:24-trixie-slim', folder: 'node', complete: addNode },
  { image: 'postgres:17', folder: 'postgres' },
  { image: 'redis:7', folder: 'redis' },
  { image: 'nginx:1.28', folder: 'nginx' },
];

/** Makes sure of every public image that docker-compose.yml names: pulled, or a stand-in made from the base image. */
export async function ensureStandIns(docker: Docker, signal?: AbortSignal): Promise<void> {
  for (const standIn of standIns) {
    if (await docker.hasImage(standIn.image)) {
      continue;
    }
    const pulled = await docker.try(['pull', '--quiet', standIn.image], { signal, timeoutMs: 180_000 });
    if (pulled.code !== 0) {
      say(`No registry gave ${standIn.image}: making a stand-in from Debian …`);
      await build(docker, standIn, signal);
    }
  }
}

async function build(docker: Docker, standIn: StandIn, signal: AbortSignal | undefined): Promise<void> {
  const context = await mkdtemp(path.join(tmpdir(), 'assay-stand-in-'));
  try {
    await cp(inRoot('apps/cli/stand-ins', standIn.folder), context, { recursive: true });
    await standIn.complete?.(context);
    await docker.do(['build', '--quiet', '--network', 'host', '--tag', standIn.image, context], { signal });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function addNode(context: string): Promise<void> {
  const npm = await findProgram('npm');
  if (npm === undefined) {
    throw new AssayError(
      'set-up-failed',
      'npm was not found: install Node with npm, the stand-in for the Node image takes it from there.',
    );
  }
  await copyFile(process.execPath, path.join(context, 'node'));
  // npm-cli.js lies in the package's bin folder.
  await cp(path.resolve(await realpath(npm), '../..'), path.join(context, 'npm'), { recursive: true });
  const certificates = path.join(context, 'certificates');
  await mkdir(certificates);
  const bundle = '/etc/ssl/certs/ca-certificates.crt';
  if (existsSync(bundle)) {
    // What this machine trusts: a site's own authority may stand between a build and the package registry.
    await copyFile(bundle, path.join(certificates, 'ca-certificates.crt'));
  }
}
