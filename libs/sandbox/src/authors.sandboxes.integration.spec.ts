import type { TestGroup } from '@assay/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AuthorsSandboxes } from './authors.sandboxes.js';
import { variantCaseId } from './mutants.run.js';
import type { RunFile, RunGroupRequest } from './run.group.js';
import { runGroups } from './run.group.js';
import { callGroup, pythonFile } from './testing/drivers.js';
import { usePools } from './testing/use.pools.js';

/** Says what an earlier run has left, and leaves a file in every place and a process. */
const finding = `
import os, subprocess, sys

PLACES = ("/work/left", "/tmp/left", "/dev/shm/left")


def found():
    others = [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) not in (1, os.getpid())]
    return [place for place in PLACES if os.path.exists(place)] + others


def leave():
    for place in PLACES:
        with open(place, "w") as file:
            file.write("seen")
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
`;
const solution = `${finding}\n\ndef crash():\n    os._exit(3)\n`;
const clean = pythonFile(
  'test_clean.py',
  'from solution import found, leave\n\n\ndef test_clean():\n    assert found() == []\n    leave()\n',
);
const failure = pythonFile(
  'test_failure.py',
  'def test_one():\n    pass\n\n\ndef test_two():\n    assert False\n\n\ndef test_three():\n    pass\n',
);
const crash = pythonFile('test_crash.py', 'from solution import crash\n\n\ndef test_crash():\n    crash()\n');

/** Tests of an author's that find one of two faults, as long as nothing of an earlier run is there. */
const suite = `from finding import found, leave\nfrom shop import price\n
def test_price():
    assert found() == []
    leave()
    assert price(2) == 20
`;
const variants = {
  replaces: 'shop.py',
  correct: [
    { name: 'times', source: 'def price(count):\n    return count * 10\n' },
    { name: 'sum', source: 'def price(count):\n    return sum([10] * count)\n' },
  ],
  faulty: [
    { name: 'times-found', source: 'def price(count):\n    return count * 11\n', base: 'times', requirements: ['R1'] },
    {
      name: 'sum-missed',
      source: 'def price(count):\n    return sum([10] * count) if count < 9 else 0\n',
      base: 'sum',
      requirements: ['R1'],
    },
  ],
};

describe.each(['docker', 'bubblewrap'] as const)("gradings of an author's code on %s", (name) => {
  const used = usePools(name);
  let sandboxes: AuthorsSandboxes;

  beforeEach(() => {
    sandboxes = new AuthorsSandboxes(used.pool);
  });

  afterEach(() => {
    sandboxes.end();
    jest.restoreAllMocks();
  });

  const request = (group: TestGroup, files: RunFile[], more: Partial<RunGroupRequest> = {}): RunGroupRequest => ({
    ...{
      group,
      image: used.image,
      modules: ['solution'],
      files,
      tests: [clean, crash, failure],
      drawSeed: group.id,
      binding: 'exercise',
    },
    ...more,
  });
  const grade = async (tests: RunFile, changes: Partial<TestGroup> = {}, more: Partial<RunGroupRequest> = {}) => {
    const wanted = request(callGroup([tests], changes), [pythonFile('solution.py', solution)], more);
    const [report] = await runGroups(used.pool, [wanted], { sandboxes });
    return report?.cases.map(({ outcome }) => outcome);
  };
  /** Where frames pass through the host a sandbox has to end for its account to be closed. */
  const ofShared = (docker: number, bubblewrap: number) => (name === 'docker' ? docker : bubblewrap);

  it('follow each other in one pair, and find neither a file nor a process of the one before', async () => {
    for (let time = 0; time < 3; time += 1) expect(await grade(clean)).toEqual(['passed']);
    expect(used.pool.metrics.misses).toBe(ofShared(1, 3));
  });

  it('go on after a crash, and share nothing with what candidates see', async () => {
    expect(await grade(crash)).toEqual(['crashed']);
    expect(await grade(clean)).toEqual(['passed']);
    expect(await grade(clean, { visibility: 'visible' })).toEqual(['passed']);
    expect(used.pool.metrics.misses).toBe(ofShared(2, 3));
  });

  it('go on in a pair for each kind of group, whatever the order of the groups', async () => {
    const groups = [callGroup([clean], { visibility: 'visible' }), callGroup([clean])];
    const wanted = groups.map((group) => request(group, [pythonFile('solution.py', solution)]));
    for (let time = 0; time < 3; time += 1) {
      const reports = await runGroups(used.pool, wanted, { sandboxes });
      expect(reports.map(({ cases }) => cases.map(({ outcome }) => outcome))).toEqual([['passed'], ['passed']]);
    }
    expect(used.pool.metrics.misses).toBe(ofShared(2, 6));
  });

  it('end at the first test that fails where that is enough, and leave their pair to the next', async () => {
    expect(await grade(failure)).toEqual(['passed', 'failed', 'passed']);
    expect(await grade(failure, {}, { stopsAtFailure: true })).toEqual(['passed', 'failed']);
    expect(await grade(clean, {}, { stopsAtFailure: true })).toEqual(['passed']);
    expect(used.pool.metrics.misses).toBe(ofShared(1, 3));
  });

  it('have the same files read by a static group once', async () => {
    const start = jest.spyOn(used.driver, 'start');
    const checks = [{ id: 'types', title: 'types', tool: 'mypy', args: ['--strict'], paths: ['main.py'], requirements: ['R1'] }];
    const group = callGroup([], { harness: 'static', tests: [], checks });
    const check = async (source: string) => {
      const [report] = await runGroups(used.pool, [request(group, [pythonFile('main.py', source)])], { sandboxes });
      return report?.cases.map(({ outcome }) => outcome);
    };
    const typed = 'size: int = 1\n';
    expect([await check(typed), await check(typed)]).toEqual([['passed'], ['passed']]);
    expect(await check('size: str = 1\n')).toEqual(['failed']);
    expect(start.mock.calls.filter(([{ role }]) => role === 'static')).toHaveLength(2);
  });

  it('run their suites against all variants in as many sandboxes as run at the same time', async () => {
    const start = jest.spyOn(used.driver, 'start');
    const group = callGroup([], { harness: 'mutants', tests: [] });
    const files = [pythonFile('finding.py', finding), pythonFile('test_shop.py', suite)];
    const wanted = request(group, files, { implementations: { given: variants.correct[0]?.source ?? '', variants } });
    const outcomes = [];
    for (let time = 0; time < 2; time += 1) {
      const [report] = await runGroups(used.pool, [wanted], { sandboxes });
      expect(report).toMatchObject({ fault: null, violations: [], limits: [] });
      outcomes.push(report?.cases.map(({ id, outcome }) => [id, outcome]));
    }
    const each = [
      [variantCaseId('times-found'), 'passed'],
      [variantCaseId('sum-missed'), 'failed'],
    ];
    expect(outcomes).toEqual([each, each]);
    // Seven runs each time: every variant, then the correct ones and what was found.
    expect(start.mock.calls.filter(([{ role }]) => role === 'submission')).toHaveLength(ofShared(2, 14));
  });
});
