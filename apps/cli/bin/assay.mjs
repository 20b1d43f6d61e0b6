#!/usr/bin/env node
/**
 * Gets a fresh clone ready and starts the command in it: packages as the lock says, Node as the product needs, sources
 * compiled. Runs on any Node from 20 and on nothing but Node's own modules, because nothing else is there yet.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileCommand } from './compile.mjs';
import { ensurePackages } from './packages.mjs';
import { runAsOurOwn } from './process.mjs';
import { Refusal } from './refusal.mjs';
import { findRuntime } from './runtime.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

async function start() {
  await ensurePackages(root);
  const runtime = await findRuntime(root);
  const environment = {
    ...process.env,
    PATH: [path.dirname(runtime), path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
  };
  await compileCommand(root, runtime, environment);
  const command = path.join(root, 'apps/cli/dist/main.js');
  return runAsOurOwn(runtime, ['--enable-source-maps', command, ...process.argv.slice(2)], environment);
}

start().then(
  (exitCode) => process.exit(exitCode),
  (thrown) => {
    console.error(thrown instanceof Refusal ? thrown.message : thrown);
    process.exit(3);
  },
);
