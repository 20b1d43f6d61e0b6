import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { messageOf, pause } from '@assay/platform';
import { isAlive } from './run.js';
import { Service } from './supervised.js';

let folder: string;
let service: Service;
let troubles: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-service-'));
  troubles = [];
});
afterEach(async () => {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A service whose program counts its starts in a file and then does what `body` says. */
async function serviceThat(body: string): Promise<Service> {
  const program = path.join(folder, 'program.mjs');
  const counting = `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(path.join(folder, 'starts'))}, process.pid + '\\n');\n`;
  await writeFile(program, counting + body);
  service = new Service({
    name: 'sample',
    program,
    env: {},
    logFile: path.join(folder, 'logs/sample.log'),
    isReady: (printed) => printed.includes('ready'),
    onTrouble: (sentence) => troubles.push(sentence),
    backoffMs: [10],
  });
  return service;
}

async function starts(): Promise<number[]> {
  const file = path.join(folder, 'starts');
  return existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n').map(Number) : [];
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await pause(20);
  }
}

const runsOn = "console.log('ready');\nsetInterval(() => undefined, 1000);\n";

describe('a supervised service', () => {
  it('is ready when it says so, logs what it prints, and is gone after the stop', async () => {
    await (await serviceThat(runsOn)).start();
    const [pid = 0] = await starts();
    expect(isAlive(pid)).toBe(true);
    await service.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await readFile(path.join(folder, 'logs/sample.log'), 'utf8')).toBe('sample ready\n');
    expect(troubles).toEqual([]);
  });

  it('starts again when it is killed, and says so', async () => {
    await (await serviceThat(runsOn)).start();
    const [first = 0] = await starts();
    process.kill(first, 'SIGKILL');
    await until(async () => (await starts()).length === 2);
    expect(troubles).toEqual([expect.stringContaining('The sample ended (137) and starts again')]);
  });

  it('that ends before it is ready is not started again, and its last words are told', async () => {
    const started = (await serviceThat("console.error('DATABASE_URL is not set');\nprocess.exit(2);\n")).start();
    const refusal = await started.then(() => 'started', messageOf);
    expect(refusal).toContain('The sample did not start');
    expect(refusal).toContain('DATABASE_URL is not set');
    expect(await starts()).toHaveLength(1);
  });
});
