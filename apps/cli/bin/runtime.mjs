import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

const needed = [24, 9];

/** The path of a Node that can run the product: the one that came with the packages, or the running one. */
export async function findRuntime(root) {
  const packaged = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  if (existsSync(packaged) && isFit(versionOf(packaged))) {
    return packaged;
  }
  if (isFit(process.version)) {
    return process.execPath;
  }
  throw new Refusal(
    `Assay needs Node ${needed.join('.')} or newer and found ${process.version}: install it from https://nodejs.org, then start again.`,
  );
}

function versionOf(binary) {
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : '';
}

function isFit(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
}
