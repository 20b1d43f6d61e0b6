import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdingLock } from './lock.mjs';
import { Refusal } from './refusal.mjs';

/** Installs what the lock file says, unless it is there already. */
export async function ensurePackages(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (isInstalled(root, hash)) {
    return;
  }
  await holdingLock(path.join(root, '.assay/set-up.lock'), async () => {
    if (isInstalled(root, hash)) {
      return;
    }
    if (!holdsWhatTheLockSays(root, JSON.parse(lock.toString()))) {
      await install(root);
    }
    writeFileSync(stampOf(root), hash);
  });
}

function stampOf(root) {
  return path.join(root, 'node_modules/.assay-lock');
}

function isInstalled(root, hash) {
  return existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === hash;
}

/** Whether an installation made by hand has every package in the lock's version; other platforms' binaries may be absent. */
function holdsWhatTheLockSays(root, lock) {
  const record = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link)
    .every(([folder, entry]) =>
      installed[folder] === undefined ? entry.optional === true : installed[folder].integrity === entry.integrity,
    );
}

async function install(root) {
  const began = Date.now();
  console.error('Installing packages (the first time only) …');
  mkdirSync(path.join(root, '.assay'), { recursive: true });
  const npm = spawn('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: environmentForNpm(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = () => npm.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const heartbeat = setInterval(() => console.error(`  … still installing, ${seconds(began)} s`), 15_000);
  const code = await new Promise((resolve) => {
    npm.once('error', () => resolve(127));
    npm.once('exit', resolve);
  });
  clearInterval(heartbeat);
  process.off('SIGTERM', stop);
  if (code !== 0) {
    throw new Refusal(
      code === 127
        ? 'npm was not found: install Node with npm (https://nodejs.org), then start again.'
        : 'The packages could not be installed; npm says why above. Check the network, then start again.',
    );
  }
  console.error(`Packages installed in ${seconds(began)} s`);
}

function seconds(began) {
  return Math.round((Date.now() - began) / 1000);
}

/** How to reach the registry; everything else that an outer npm set is about the outer npm. */
const connection = /^npm_config_(registry|.*proxy|cafile|ca|strict_ssl|userconfig|globalconfig|cache|prefer_offline|offline)$/i;

function environmentForNpm() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || connection.test(name)));
}
