import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exercisesFolder } from '@assay/catalogue';
import { parse, stringify } from 'yaml';
import { assay } from '../testing/command-line.js';

const original = path.join(exercisesFolder, 'word-counter');
const wrong = ['ties-as-they-come', 'merge-in-place', 'wakes-one-caller', 'does-not-import'];
const kept = ['reference', 'plain-loops', 'queue-of-futures', 'starter', 'always-equal', ...wrong];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-verify-'));
  await cp(original, folder, { recursive: true });
  await keepExamples();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Leaves so many examples as every exercise must have, so that a verification is short. */
async function keepExamples(): Promise<void> {
  const file = path.join(folder, 'submissions.yaml');
  const all = parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, stringify(Object.fromEntries(kept.map((name) => [name, all[name]]))));
  for (const name of Object.keys(all).filter((other) => !kept.includes(other))) {
    await rm(path.join(folder, 'submissions', name), { recursive: true });
  }
}

const verify = (...more: string[]) => assay(['verify', folder, '--driver', 'docker', '--no-cache', ...more]);

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

  it('answers at once where nothing has changed, unless it is to verify anew', async () => {
    const again = async (...more: string[]) => {
      const { printed } = await assay(['verify', folder, '--driver', 'docker', '--json', ...more]);
      return (JSON.parse(printed) as { ok: boolean; verifiedAt?: string }[])[0];
    };
    const anew = await again('--no-cache');
    expect(anew).toMatchObject({ ok: true });
    expect(anew).not.toHaveProperty('verifiedAt');
    expect(await again()).toEqual({ ...anew, verifiedAt: expect.any(String) });
  });

  it('says every fault of a folder in a line of its own, and runs nothing', async () => {
    const edit = async (name: string, from: RegExp, to: string) => {
      const file = path.join(folder, name);
      await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
    };
    await rm(path.join(folder, 'statement.md'));
    await edit('exercise.yaml', /minutes: 25/, 'minutes: 25\nlevel: hard');
    await edit('rubric.yaml', /^ {4}anchors:/m, '    ankers:');
    await edit('tests/hidden/test_counting.py', /@pytest.mark.requirement.*\n/, '');
    await writeFile(path.join(folder, 'starter/notes.md'), Buffer.from([0x63, 0xe9]));
    const { exitCode, printed, complained } = await verify();
    const at = path.basename(folder);
    expect(complained).toMatch(new RegExp(`^${at}/exercise.yaml:\\d+: level: there is no such key`, 'm'));
    expect(complained).toMatch(new RegExp(`^${at}/rubric.yaml:\\d+: criteria.0.anchors: `, 'm'));
    expect(complained).toMatch(new RegExp(`^${at}/statement.md: is missing`, 'm'));
    expect(complained).toMatch(new RegExp(`^${at}/starter/notes.md: is not UTF-8 text`, 'm'));
    expect(complained).toMatch(new RegExp(`^${at}/tests/hidden/test_counting.py:\\d+: test_\\w+ names no requirement`, 'm'));
    expect(printed).toBe('');
    expect(exitCode).toBe(2);
  });

  it('lists for every role what covers it', async () => {
    const { exitCode, printed } = await assay(['verify', '--roles']);
    expect(printed).toContain('senior-python-developer: ');
    expect(printed).toMatch(/^D1 .*E01/m);
    expect(exitCode).toBe(0);
  });

  it('refuses an exercise whose starter is accepted', async () => {
    await cp(path.join(original, 'submissions/reference'), path.join(folder, 'starter'), { recursive: true });
    const { exitCode, printed } = await verify();
    expect(printed).toContain('word-counter: DOES NOT VERIFY');
    expect(printed).toContain('The example starter is accepted, but the starter must not pass.');
    expect(exitCode).toBe(1);
  });
});
