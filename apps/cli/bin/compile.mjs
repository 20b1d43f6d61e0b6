import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

/** Compiles the command and the libs it stands on; what is up to date is left alone. */
export async function compileCommand(root, runtime, environment) {
  if (!existsSync(path.join(root, 'apps/cli/dist/main.js'))) {
    console.log('Compiling …');
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
}
