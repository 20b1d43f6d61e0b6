import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxImage } from '../sandbox.port.js';
import { controlGroupsOf } from '../testing/control.groups.js';
import { bubblewrapDriver, callGroup, imageBuildMs, pythonFile, runCold } from '../testing/drivers.js';
import type { BubblewrapDriver } from './bubblewrap.driver.js';

const tests = [pythonFile('test_work.py', 'from solution import work\n\ndef test_work():\n    assert work() == 42\n')];
const limits = { memoryMb: 64, pids: 8, tmpMb: 16 };

/** A child that takes memory: no address space of one process is large, and all of them together are. */
const greedy = `
import os

def work():
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            held = b"x" * (30 << 20)
            os.read(os.pipe()[0], 1)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return 42
`;
const forking = `
import os

def work():
    made = 0
    try:
        for _ in range(64):
            if os.fork() == 0:
                os.read(os.pipe()[0], 1)
            made += 1
    except OSError:
        return 42 if made < 8 else made
`;

describe.each([
  ['with control groups', true],
  ['without control groups', false],
])('bubblewrap %s', (_name, controlGroups) => {
  let driver: BubblewrapDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    driver = bubblewrapDriver({ controlGroups });
    image = await driver.ensureImage('base');
  }, imageBuildMs);

  afterAll(() => driver.close());

  const run = (solution: string) => {
    const files = [pythonFile('solution.py', solution)];
    return runCold(driver, {
      group: callGroup(tests, { limits }),
      image,
      modules: ['solution'],
      files,
      tests,
      drawSeed: 'groups',
    });
  };

  it('says in its probe and in every report who limits memory, and is of development assurance either way', async () => {
    expect(await driver.probe()).toMatchObject({
      available: true,
      assurance: 'development',
      detail: expect.stringContaining(controlGroups ? 'limits by control groups' : 'no control groups') as unknown,
    });
    const { runtime } = await run('def work():\n    return 42\n');
    expect(runtime).toMatchObject({
      driver: 'bubblewrap',
      assurance: 'development',
      memoryLimitedBy: controlGroups ? 'control-group' : 'first-process',
    });
  });

  it('ends processes that together use more memory than the limit', async () => {
    const report = await run(greedy);
    expect(report.fault).toBeNull();
    expect(report.limits).toContain('memory');
  });

  it('refuses more processes than the limit', async () => {
    const report = await run(forking);
    expect(report).toMatchObject({ fault: null, cases: [{ outcome: 'passed' }] });
  });

  it('leaves no control group behind', async () => {
    await driver.close();
    expect(controlGroupsOf(process.pid)).toEqual([]);
  });
});
