import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harnesses } from '@assay/contracts';
import { loadExercise } from '@assay/catalogue';
import { assay } from '../testing/command-line.js';

/** The first image of a profile takes minutes to build. */
const verifyMs = 600_000;

let within: string;
beforeAll(async () => {
  within = await mkdtemp(path.join(tmpdir(), 'assay-new-'));
});
afterAll(() => rm(within, { recursive: true, force: true }));

const begin = (slug: string, ...more: string[]) => assay(['new', 'exercise', slug, '--within', within, ...more]);
const answers = ['--title', 'Share a bill: who "pays"?', '--competency', 'K2', '--minutes', '20'];

describe('assay new exercise', () => {
  it.each([...harnesses])(
    'makes an exercise for the harness %s that verifies as it is',
    async (harness) => {
      expect((await begin(harness, '--harness', harness, ...answers)).exitCode).toBe(0);
      const folder = path.join(within, harness);
      const { package: made } = await loadExercise(folder);
      expect(made.manifest).toMatchObject({ slug: harness, title: 'Share a bill: who "pays"?', minutes: 20 });
      expect(made.manifest.groups.map((group) => group.harness)).toContain(harness);
      const { printed, exitCode } = await assay(['verify', folder, '--driver', 'docker', '--no-cache']);
      expect(printed).toContain(`${harness}: verified`);
      expect(printed).not.toContain('✗');
      expect(exitCode).toBe(0);
    },
    verifyMs,
  );

  it('refuses a folder that exists, and changes nothing in it', async () => {
    await begin('twice', '--harness', 'written', ...answers);
    const read = () => readFile(path.join(within, 'twice/exercise.yaml'), 'utf8');
    const before = await read();
    const { exitCode, complained } = await begin('twice', '--harness', 'call', ...answers);
    expect(complained).toContain('twice already; choose another name.');
    expect(exitCode).toBe(2);
    expect(await read()).toBe(before);
  });

  it.each([
    ['a bad name', ['Share_A_Bill', '--harness', 'call', ...answers], 'use lower-case words joined by hyphens'],
    ['an unknown competency', ['one', '--harness', 'call', ...answers, '--competency', 'K99'], 'No role has the competency K99'],
    ['no time', ['one', '--harness', 'call', ...answers, '--minutes', '0'], 'takes 1 to 240 minutes'],
    ['an unknown harness', ['one', '--harness', 'magic', ...answers], 'Allowed choices are call'],
    ['nobody to ask', ['one', '--harness', 'call'], 'say --title, --competency, --minutes'],
  ])('refuses %s with a sentence', async (_, [slug = '', ...more], sentence) => {
    const { exitCode, complained } = await begin(slug, ...more);
    expect(complained).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
