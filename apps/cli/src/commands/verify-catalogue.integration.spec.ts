import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { exercisesFolder } from '@assay/catalogue';
import { assay } from '../testing/command-line.js';

/** Every example submission of an exercise is graded once; the first image of a profile takes minutes to build. */
const verifyMs = 600_000;

describe('the exercises of the catalogue', () => {
  it.each(readdirSync(exercisesFolder).sort())(
    'give every example submission of %s what it must get',
    async (slug) => {
      const { exitCode, printed } = await assay(['verify', slug, '--driver', 'docker']);
      expect(printed).toContain(`${slug}: verified`);
      expect(exitCode).toBe(0);
    },
    verifyMs,
  );

  it('cover what the role asks for, now or by exercises to come', async () => {
    const { exitCode, printed } = await assay(['verify', '--roles']);
    expect(printed).toContain('senior-python-developer');
    expect(exitCode).toBe(0);
  });
});
