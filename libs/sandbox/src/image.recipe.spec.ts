import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRecipeFolder, imageName, readRecipe } from './image.recipe.js';
import type { SandboxImageProfile } from './sandbox.port.js';
import { sandboxImageProfile } from './sandbox.port.js';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-recipe-'));
  folder = join(root, 'python');
  await cp(join(defaultRecipeFolder, '..'), root, { recursive: true });
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

async function versions(): Promise<Record<string, string>> {
  const recipes = await Promise.all(sandboxImageProfile.options.map((profile) => readRecipe(profile, folder)));
  return Object.fromEntries(recipes.map(({ profile, version }) => [profile, version]));
}

describe("an image's version", () => {
  it.each<[string, string[]]>([
    ['python/requirements/data.txt', ['data']],
    ['python/requirements/base.txt', ['base', 'web', 'data', 'llm']],
    ['python/Dockerfile', ['base', 'web', 'data', 'llm']],
    ['python/tools/unpack_wheels.py', ['base', 'web', 'data', 'llm']],
    ['python/tools/cache_types.py', ['base', 'web', 'data', 'llm']],
    ['postgres/Dockerfile', ['database']],
    ['postgres/postgresql.conf', ['database']],
    ['python/runner/start.py', ['base', 'web', 'data', 'llm', 'database']],
    ['python/seccomp/profile.json', ['base', 'web', 'data', 'llm', 'database']],
    ['python/requirements/data.in', []],
    ['python/tests/redteam/README.md', []],
  ])('after a change of %s is new for %j and nobody else', async (path, changed) => {
    const before = await versions();
    await appendFile(join(root, path), '\n');
    const after = await versions();
    expect(sandboxImageProfile.options.filter((profile) => before[profile] !== after[profile])).toEqual(changed);
  });

  it('is part of its name, of a form that the engine filter lets pass', async () => {
    for (const profile of sandboxImageProfile.options) {
      const { version } = await readRecipe(profile, folder);
      expect(imageName({ profile, version })).toMatch(/^assay\/sandbox-(python-[a-z]+|database):[0-9a-f]{12}$/);
    }
  });
});

describe('a profile that has no recipe', () => {
  it('is named', async () => {
    await expect(readRecipe('fortran' as SandboxImageProfile, folder)).rejects.toMatchObject({
      code: 'profile-unknown',
      message: expect.stringContaining('fortran') as unknown,
    });
  });
});
