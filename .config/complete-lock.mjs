/**
 * Completes package-lock.json after an install. A registry that lacks the binary package of another platform makes npm
 * write a lock without it, and `npm ci` then refuses that lock everywhere. Each such optional package gets an entry with
 * its platform and no hash: npm skips it here, and a machine of that platform fetches it by version.
 *
 * Run `node .config/complete-lock.mjs` after every `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = ['darwin', 'win32', 'linux', 'freebsd', 'openbsd', 'netbsd', 'android', 'openharmony', 'sunos', 'aix', 'wasi'];
const processors = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

function platformOf(name) {
  const words = name.split(/[/-]/).map((word) => ({ armv7: 'arm', eabi: 'arm', wasm32: 'wasm32' })[word] ?? word);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  // Without a platform npm would try to install the package here: name one that does not exist.
  return { os: [os ?? 'none'], cpu: [cpu ?? 'none'] };
}

/** Where node would look for `name` from the folder `from`, nearest first. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (lock.packages[candidate]) return true;
    if (!folder.includes('node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

let added = 0;
for (const [folder, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(folder, name)) continue;
    lock.packages[`node_modules/${name}`] = { version: version.replace(/^[\^~]/, ''), ...platformOf(name), optional: true };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json is complete: ${String(added)} entries added.`);
