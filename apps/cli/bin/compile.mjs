import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

const stamp = 'apps/cli/dist/.compiled-from';

/** Compiles the command and the libs it stands on, unless nothing of that changed. */
export async function compileCommand(root, runtime, environment) {
  const fingerprint = fingerprintOf(root);
  if (isCompiled(root, fingerprint)) {
    return;
  }
  if (!existsSync(path.join(root, 'apps/cli/dist/main.js'))) {
    console.error('Compiling …');
  }
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const done = spawnSync(runtime, [compiler, '-b', path.join(root, 'apps/cli/tsconfig.app.json')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) {
    throw new Refusal('The sources do not compile; the compiler says why above.');
  }
  writeFileSync(path.join(root, stamp), fingerprint);
}

function isCompiled(root, fingerprint) {
  const results = ['apps/cli/dist/main.js', ...libs(root).map((lib) => `${lib}/dist/index.js`)];
  return (
    results.every((file) => existsSync(path.join(root, file))) &&
    existsSync(path.join(root, stamp)) &&
    readFileSync(path.join(root, stamp), 'utf8') === fingerprint
  );
}

/** The libs that the product runs on; the test kit is none. */
function libs(root) {
  return readdirSync(path.join(root, 'libs'))
    .filter((name) => name !== 'testing' && existsSync(path.join(root, 'libs', name, 'package.json')))
    .map((name) => `libs/${name}`);
}

/** Changes when a source file does: names, sizes and times, and the lock file's text. */
function fingerprintOf(root) {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const project of ['apps/cli', ...libs(root)]) {
    for (const name of readdirSync(path.join(root, project, 'src'), { recursive: true }).sort()) {
      const { size, mtimeMs } = statSync(path.join(root, project, 'src', name));
      hash.update(`${project}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
