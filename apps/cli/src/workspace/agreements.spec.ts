import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { inRoot } from './paths.js';
import { listProjects } from './projects.js';

const read = (file: string) => readFile(inRoot(file), 'utf8');

const dockerfiles = ['apps/api/Dockerfile', 'apps/worker/Dockerfile', 'apps/cli/Dockerfile', 'apps/web/Dockerfile'];

/** The first stage: everything before the second FROM. */
function firstStage(dockerfile: string): string {
  return dockerfile
    .split(/^FROM /m)
    .slice(0, 2)
    .join('FROM ')
    .trim();
}

describe('what stands in several places agrees', () => {
  it('names one Node everywhere', async () => {
    const { optionalDependencies } = JSON.parse(await read('package.json')) as { optionalDependencies: Record<string, string> };
    const version = (await read('.nvmrc')).trim();
    const packaged = Object.entries(optionalDependencies).filter(([name]) => name.startsWith('node-'));
    expect(new Set(packaged.map(([, packagedVersion]) => packagedVersion))).toEqual(new Set([version]));
    for (const dockerfile of dockerfiles) {
      expect(await read(dockerfile)).toContain(`FROM node:${version.split('.')[0] ?? ''}-trixie-slim AS build`);
    }
  });

  it('builds every image from the same first stage, so that it is built once', async () => {
    const stages = await Promise.all(dockerfiles.map(async (file) => firstStage(await read(file))));
    expect(new Set(stages).size).toBe(1);
  });

  it('copies the manifest of every project before the packages are installed', async () => {
    const stage = firstStage(await read(dockerfiles[0] ?? ''));
    for (const { folder } of await listProjects()) {
      expect(stage).toContain(`COPY ${folder}/package.json ${folder}/`);
    }
  });

  it('explains every setting that is read', async () => {
    const source = await read('libs/platform/src/config/variables.ts');
    const example = await read('.env.example');
    const variables = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '');
    expect(variables.length).toBeGreaterThan(20);
    const system = new Set(['HOME', 'XDG_CACHE_HOME']);
    expect(variables.filter((name) => !system.has(name) && !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });
});
