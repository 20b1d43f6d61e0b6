import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exercisesFolder } from '@assay/catalogue';
import { parse, stringify } from 'yaml';
import { assay } from '../testing/command-line.js';

const original = path.join(exercisesFolder, 'word-counter');
const kept = ['reference', 'starter', 'always-equal'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-verify-'));
  await cp(original, folder, { recursive: true });
  await keepExamples();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Leaves the examples that every exercise must have, so that a verification is short. */
async function keepExamples(): Promise<void> {
  const file = path.join(folder, 'submissions.yaml');
  const all = parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, stringify(Object.fromEntries(kept.map((name) => [name, all[name]]))));
  for (const name of Object.keys(all).filter((other) => !kept.includes(other))) {
    await rm(path.join(folder, 'submissions', name), { recursive: true });
  }
}

const verify = (...more: string[]) => assay(['verify', folder, '--driver', 'docker', ...more]);

describe('assay verify', () => {
  it('lists the tests that the reference collects, then verifies the exercise', async () => {
    await rm(path.join(folder, 'manifest.json'));
    const { exitCode, printed } = await verify('--write-manifest');
    expect(printed).toContain('word-counter: verified');
    expect(exitCode).toBe(0);
    const read = async (where: string) => JSON.parse(await readFile(path.join(where, 'manifest.json'), 'utf8')) as unknown;
    expect(await read(folder)).toEqual(await read(original));
  });

  it('refuses an exercise without its list of tests, and names the command that makes it', async () => {
    await rm(path.join(folder, 'manifest.json'));
    const { exitCode, complained } = await verify();
    expect(complained).toContain('manifest.json');
    expect(exitCode).toBe(2);
  });

  it('refuses an exercise whose starter is accepted', async () => {
    await cp(path.join(original, 'submissions/reference'), path.join(folder, 'starter'), { recursive: true });
    const { exitCode, printed } = await verify();
    expect(printed).toContain('word-counter: DOES NOT VERIFY');
    expect(printed).toContain('The example starter is accepted, but the starter must not pass.');
    expect(exitCode).toBe(1);
  });
});
