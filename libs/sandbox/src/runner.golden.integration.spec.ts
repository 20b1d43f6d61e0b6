import type { RunReport } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, filesBelow, imageBuildMs, implementationsIn, pythonTests, readyDriver, runCold } from './testing/drivers.js';

const folder = join(pythonTests, 'golden');
const names = readdirSync(folder).sort();

/** What a golden report records: everything but times, without what is empty. */
function recorded({ loadError, limits, violations, cases }: RunReport) {
  const isSaid = ([key, value]: [string, unknown]) =>
    key !== 'durationMs' && value !== null && !(Array.isArray(value) && value.length === 0);
  return {
    loadError,
    limits,
    violations,
    cases: cases.map((result) => Object.fromEntries(Object.entries(result).filter(isSaid))),
  };
}

async function optionsOf(name: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(folder, name, 'options.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, unknown>;
}

describe.each(['docker', 'bubblewrap'] as const)('the runner on %s', (driverName) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(driverName));
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it.each(names)('reports %s as it is recorded', async (name) => {
    const tests = await filesBelow(join(folder, name, 'tests')).catch(() => []);
    const files = await filesBelow(join(folder, name, 'solution'));
    const group = callGroup(tests, await optionsOf(name));
    const implementations = await implementationsIn(join(folder, name, 'variants'), 'solution.py');
    const request = { group, image, modules: ['solution'], files, tests, drawSeed: 'golden', implementations };
    const report = await runCold(driver, request);
    expect(report.fault).toBeNull();
    expect(recorded(report)).toEqual(JSON.parse(await readFile(join(folder, name, 'report.json'), 'utf8')));
    const canaries = report.loadError === null && group.harness !== 'mutants' ? ['failed', 'failed'] : [];
    expect(report.canaries.reported.map(({ outcome }) => outcome)).toEqual(canaries);
  });
});
