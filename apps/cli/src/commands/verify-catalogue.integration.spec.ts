import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exercisesFolder } from '@assay/catalogue';
import { assay } from '../testing/command-line.js';

/** Every example submission of every exercise is graded once; the first image of a profile takes minutes to build. */
const catalogueMs = 1_800_000;

describe('the exercises of the catalogue', () => {
  let verified: Awaited<ReturnType<typeof assay>>;

  beforeAll(async () => {
    verified = await assay(['verify', '--driver', 'docker']);
  }, catalogueMs);

  it.each(readdirSync(exercisesFolder).sort())('give every example submission of %s what it must get', (slug) => {
    expect(verified.printed).toContain(`${slug}: verified`);
  });

  it('are all verified by one command', () => {
    expect(verified.exitCode).toBe(0);
  });

  it('cover what the role asks for, now or by exercises to come', async () => {
    const { exitCode, printed } = await assay(['verify', '--roles']);
    expect(printed).toContain('senior-python-developer');
    expect(exitCode).toBe(0);
  });
});
