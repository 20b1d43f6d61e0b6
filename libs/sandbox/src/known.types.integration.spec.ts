import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, imageBuildMs, pythonFile, readyDriver, runCold } from './testing/drivers.js';

const flags = ['--strict', '--python-version=3.11'];
const check = (id: string, args: string[]) => ({ id, title: id, tool: 'mypy', args, paths: ['main.py'], requirements: ['R1'] });
const group = callGroup([], {
  harness: 'static',
  tests: [],
  checks: [check('known', flags), check('read-anew', [...flags, '--cache-dir=/dev/null']), check('known-again', flags)],
});

const main = 'import dataclasses\nimport json\n\n\ndef size(text: str) -> int:\n    return len(json.loads(text))\n';
const asJson = (content: string) => [pythonFile('main.py', main), pythonFile('json.py', content)];

/** What a submission may do to be told something else by a checker that already knows the libraries. */
const submissions = {
  'is typed as it should be': [pythonFile('main.py', main)],
  'is typed wrongly': [pythonFile('main.py', main.replace('-> int', '-> str'))],
  'cannot be read': [pythonFile('main.py', 'def broken(:\n')],
  'has a module of its own in the place of a library': asJson('def loads(text: str) -> None:\n    return None\n'),
  'has one that is not typed': asJson('def loads(text):\n    return text\n'),
  'has one in the place of what the library uses': [
    pythonFile('main.py', main),
    pythonFile('enum.py', 'class Enum:\n    x = 1 + "a"\n'),
  ],
  'has a package of its own': [pythonFile('main.py', main), pythonFile('json/__init__.py', 'loads = 1\n')],
  'has stubs of its own': [pythonFile('main.py', main), pythonFile('json.pyi', 'loads: int\n')],
  'has findings of its own': [
    pythonFile('main.py', main.replace('-> int', '-> str')),
    pythonFile('.mypy_cache/3.11/main.meta.json', '{}'),
    pythonFile('types/CACHEDIR.TAG', 'Signature'),
  ],
};

describe('a type check that knows the libraries', () => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver('docker'));
  }, imageBuildMs);

  afterAll(() => driver.close());

  it.each(Object.entries(submissions))(
    'says the same as one that reads them anew of a submission that %s',
    async (_what, files) => {
      const report = await runCold(driver, { group, image, modules: [], files, tests: [], drawSeed: 'types' });
      expect(report.fault).toBeNull();
      const [known, anew, again] = report.cases.map(({ outcome, message }) => ({ outcome, message }));
      expect(anew?.outcome).toMatch(/^(passed|failed)$/);
      expect([known, again]).toEqual([anew, anew]);
    },
  );
});
