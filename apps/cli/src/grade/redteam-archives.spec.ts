import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultRecipeFolder } from '@assay/sandbox';
import { readSubmission } from './read-submission.js';

const cases = path.join(defaultRecipeFolder, 'tests/redteam/cases');
const archives = readdirSync(cases).flatMap((kind) =>
  readdirSync(path.join(cases, kind))
    .map((name) => path.join(kind, name, 'submission.tar'))
    .filter((archive) => existsSync(path.join(cases, archive))),
);

describe('archives of the red-team set', () => {
  it('are there', () => {
    expect(archives.length).toBeGreaterThanOrEqual(5);
  });

  it.each(archives)('%s is refused before anything of it is graded', async (archive) => {
    await expect(readSubmission(path.join(cases, archive))).rejects.toMatchObject({ code: 'files-refused' });
  });
});
