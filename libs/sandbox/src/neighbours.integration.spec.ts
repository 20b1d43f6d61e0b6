import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { ownerLabels } from './docker/orphans.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, dockerDriver, imageBuildMs, pythonFile, readyDriver, sharedEngine, runCold } from './testing/drivers.js';

const honest = [pythonFile('solution.py', 'def total(numbers):\n    return sum(numbers)\n')];
const tests = [
  pythonFile(
    'test_total.py',
    'import pytest\nfrom solution import total\n\n@pytest.mark.parametrize("count", range(20))\ndef test_total(count):\n    assert total(list(range(count))) == count * (count - 1) // 2\n',
  ),
];

/** What a submission may do to those that run beside it. */
const neighbours = {
  'uses every processor':
    'import os\n\ndef total(numbers):\n    for _ in range(6):\n        if os.fork() == 0:\n            while True: pass\n    while True: pass\n',
  'forks without end':
    'import os\n\ndef total(numbers):\n    while True:\n        try: os.fork()\n        except OSError: pass\n',
  'takes memory without end': 'def total(numbers):\n    held = []\n    while True: held.append(b"x" * (1 << 20))\n',
  'writes without end': 'def total(numbers):\n    while True: print("x" * 100_000)\n',
  'fills its folder':
    'def total(numbers):\n    for name in range(10**9):\n        open(str(name), "wb").write(b"x" * (1 << 20))\n',
};

describe.each(['docker', 'bubblewrap'] as const)('beside a submission on %s that', (driverName) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(driverName));
  }, imageBuildMs);

  afterAll(() => driver.close());

  const run = (files: typeof honest, signal?: AbortSignal) => {
    const limits = { cpuMs: 60_000, wallMs: 60_000, callMs: 60_000, memoryMb: 64, pids: 16, tmpMb: 16, outputKb: 64 };
    const request = { group: callGroup(tests, { limits }), image, modules: ['solution'], files, tests, drawSeed: 'neighbours' };
    return runCold(driver, request, signal);
  };

  it.each(Object.entries(neighbours))('%s, an honest one gets what it deserves', async (_what, source) => {
    const stop = new AbortController();
    const bad = run([pythonFile('solution.py', source)], stop.signal).catch(() => null);
    const report = await run(honest);
    stop.abort();
    await bad;
    expect(report).toMatchObject({ fault: null, limits: [], violations: [] });
    expect(report.cases.map(({ outcome }) => outcome)).toEqual(new Array(20).fill('passed'));
  });
});

describe('all sandboxes of an engine on this machine', () => {
  it(
    'share one entity of CPU time, which weighs as much as any other',
    async () => {
      const installation = 'specs-shares';
      const driver = dockerDriver({ installation });
      const image = await driver.ensureImage('base');
      const spec = { role: 'grader', image, memoryMb: 64, pids: 16, tmpMb: 8, lifeMs: 60_000 } as const;
      const sandbox = await driver.start(spec, { onFrame: () => undefined, onEnd: () => undefined });
      try {
        const filters = { label: [`${ownerLabels.installation}=${installation}`] };
        const [container] = await sharedEngine().listContainers({ filters });
        const { State: state } = await sharedEngine()
          .getContainer(container?.Id ?? '')
          .inspect();
        const groups = readFileSync(`/proc/${String(state.Pid)}/cgroup`, 'utf8');
        const [, path] = /^\d+:(?:[\w,]*\bcpu\b[\w,]*|):(.+)$/m.exec(groups) ?? [];
        const [, parent] = /^(\/assay(?:\.slice)?)\//.exec(path ?? '') ?? [];
        const [shares] = [`/sys/fs/cgroup/cpu${parent ?? ''}/cpu.shares`, `/sys/fs/cgroup${parent ?? ''}/cpu.weight`].filter(
          existsSync,
        );
        // What the kernel gives every group that nobody has set: as much as one other group, or one process beside it.
        expect(Number(readFileSync(shares ?? '', 'utf8'))).toBe(shares?.endsWith('shares') === true ? 1024 : 100);
      } finally {
        await sandbox.dispose();
        await driver.close();
      }
    },
    imageBuildMs,
  );
});
