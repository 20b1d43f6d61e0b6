import type { TestGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { runGroups } from './run.group.js';
import { callGroup, pythonFile } from './testing/drivers.js';
import { usePools } from './testing/use.pools.js';

const solution = `
import os, subprocess, sys, time

PLACES = ("/work/left", "/tmp/left", "/dev/shm/left")


def leave():
    for place in PLACES:
        os.makedirs(place + ".d/inner")
        with open(place, "w") as file:
            file.write("seen")
    sleeper = "import time; time.sleep(600)"
    subprocess.Popen([sys.executable, "-c", sleeper], start_new_session=True)
    return True


def found():
    others = [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) not in (1, os.getpid())]
    return [place for place in PLACES if os.path.exists(place) or os.path.exists(place + ".d")] + others


def lock():
    os.makedirs("/work/locked/inner")
    os.chmod("/work/locked", 0)
    try:
        os.chmod("/work", 0o500)
    except PermissionError:
        pass
    return True


def crash():
    os._exit(3)


def burn():
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
    return True


def peak():
    return len(b"x" * (40 << 20))
`;

const tests = ['leave', 'lock', 'crash', 'burn', 'peak'].map((name) =>
  pythonFile(`test_${name}.py`, `from solution import ${name}\n\n\ndef test_${name}():\n    assert ${name}()\n`),
);
const find = pythonFile('test_find.py', 'from solution import found\n\n\ndef test_find():\n    assert found() == []\n');

describe.each(['docker', 'bubblewrap'] as const)('groups of one grading on %s', (name) => {
  const used = usePools(name);

  const run = (wanted: string[], changes: Partial<TestGroup>[] = []) => {
    const groups = wanted.map((what, index) =>
      callGroup([pythonFile(`test_${what}.py`, '')], { id: `${what}-${String(index)}`, ...changes[index] }),
    );
    const code = {
      image: used.image,
      modules: ['solution'],
      files: [pythonFile('solution.py', solution)],
      tests: [...tests, find],
    };
    const requests = groups.map((group) => ({ ...code, group, drawSeed: group.id, binding: 'exercise' }));
    return runGroups(used.pool, requests);
  };
  const pairs = () => used.pool.metrics.misses;
  const outcomes = (reports: Awaited<ReturnType<typeof run>>) => reports.map(({ cases }) => cases.map(({ outcome }) => outcome));
  /** Where frames pass through the host a sandbox has to end for its account to be closed. */
  const ofShared = (docker: number, bubblewrap: number) => (name === 'docker' ? docker : bubblewrap);

  it('find neither a file nor a process of the group before', async () => {
    const reports = await run(['leave', 'find', 'leave', 'find']);
    expect(reports.map(({ fault, violations }) => ({ fault, violations }))).toEqual(
      Array(4).fill({ fault: null, violations: [] }),
    );
    expect(outcomes(reports)).toEqual(Array(4).fill(['passed']));
    expect(pairs()).toBe(ofShared(1, 4));
  });

  it('are each billed for what they use themselves', async () => {
    const [burnt, idle] = await run(['burn', 'find']);
    expect(burnt?.usage.cpuMs).toBeGreaterThan(290);
    expect(idle?.usage.cpuMs).toBeLessThan(250);
  });

  it('get another pair after one that left what cannot be taken away', async () => {
    const reports = await run(['lock', 'find']);
    expect(outcomes(reports)).toEqual([['passed'], ['passed']]);
    expect(reports.every(({ fault }) => fault === null)).toBe(true);
    expect(pairs()).toBe(2);
  });

  it('go on after a crash', async () => {
    const reports = await run(['crash', 'find']);
    expect(outcomes(reports)).toEqual([['crashed'], ['passed']]);
  });

  it('share nothing where one is shown and the other hidden', async () => {
    const reports = await run(['leave', 'find'], [{}, { visibility: 'visible' }]);
    expect(outcomes(reports)).toEqual([['passed'], ['passed']]);
    expect(pairs()).toBe(2);
  });

  it('share nothing where limits differ', async () => {
    const [, small] = await run(['peak', 'peak'], [{}, { limits: { ...callGroup([]).limits, memoryMb: 32 } }]);
    expect(small?.limits).toEqual(['memory']);
    expect(pairs()).toBe(2);
  });
});
