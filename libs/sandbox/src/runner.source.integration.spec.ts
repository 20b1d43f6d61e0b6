import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { defaultRecipeFolder } from './image.recipe.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, filesBelow, imageBuildMs, readyDriver, runCold } from './testing/drivers.js';

/** What types alone cannot know of source without annotations: which of several types a name has at a place. */
const untold = ['arg-type', 'assignment', 'misc', 'operator', 'union-attr', 'var-annotated'].map(
  (code) => `--disable-error-code=${code}`,
);
const paths = ['assay', 'assay_runner'];
const checks = [
  { id: 'names', tool: 'ruff', args: ['--select=F,E9,PLE', '--line-length=150'] },
  { id: 'types', tool: 'mypy', args: ['--check-untyped-defs', '--ignore-missing-imports', ...untold] },
].map((check) => ({ ...check, title: check.id, paths, requirements: ['R1'] }));

let driver: SandboxDriver;
let image: SandboxImage;

beforeAll(async () => {
  ({ driver, image } = await readyDriver('docker'));
}, imageBuildMs);

afterAll(async () => {
  await driver.close();
});

it('the runner has no name that is unknown, unused or of another kind, by the checkers of its own image', async () => {
  const files = await filesBelow(join(defaultRecipeFolder, 'runner'));
  const group = callGroup([], { harness: 'static', checks, limits: { memoryMb: 1024, wallMs: 120_000 } });
  const report = await runCold(driver, { group, image, modules: [], files, tests: [], drawSeed: 'source' });
  expect(report.fault).toBeNull();
  expect(report.cases.map(({ id, outcome, message }) => ({ id, outcome, message }))).toEqual(
    checks.map(({ id }) => ({ id, outcome: 'passed', message: null })),
  );
});
