import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runGroup } from './run.group.js';
import { SandboxPool } from './sandbox.pool.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, imageBuildMs, pythonFile, readyDriver } from './testing/drivers.js';

/** Runs inside the submission sandbox, where candidate code does, and inside the grader as a helper of the tests. */
const survey = `
import os, resource, socket, json

def status():
    with open("/proc/self/status") as file:
        return dict(line.rstrip("\\n").split(":\\t", 1) for line in file if ":\\t" in line)

def mounts():
    with open("/proc/self/mountinfo") as file:
        rows = [line.split() for line in file]
    return {row[4]: row[5] + "," + row[-1] for row in rows}

def limits():
    names = ("CORE", "NOFILE", "FSIZE", "MEMLOCK", "CPU")
    return {name: resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1] for name in names}

def interfaces():
    with open("/proc/net/dev") as file:
        return [line.split(":")[0].strip() for line in file if ":" in line]

def can_write(*paths):
    done = []
    for path in paths:
        try:
            with open(path + "/probe", "w") as file:
                file.write("x")
            done.append(path)
        except OSError:
            pass
    return done

def can_open(*paths):
    done = []
    for path in paths:
        try:
            os.close(os.open(path, os.O_RDWR))
            done.append(path)
        except OSError:
            pass
    return done

def calls():
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    def refused(result):
        return result == -1 and ctypes.get_errno()
    return {
        "ptrace": refused(libc.ptrace(16, 1, 0, 0)),
        "unshare": refused(libc.unshare(0x10000000)),
        "mount": refused(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)),
        "prlimit": refused(libc.prlimit(1, 0, None, None)),
        "keyctl": refused(libc.syscall(250, 0, 0, 0)),
    }

def environment():
    return dict(os.environ)

def number(path):
    try:
        with open(path) as file:
            return int(file.read())
    except (OSError, ValueError):
        return None

def first_number(*paths):
    found = [number(path) for path in paths]
    return next((value for value in found if value is not None), None)

def control_group():
    return {
        "memory": first_number("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        "with_swap": first_number("/sys/fs/cgroup/memory.swap.max", "/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes"),
        "pids": first_number("/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max"),
    }

def written():
    return can_write("/", "/usr", "/opt/assay", "/opt/assay/runner", "/etc", "/home", "/var/tmp", "/work", "/tests", "/tmp", "/dev/shm")

def opened():
    return can_open("/proc/1/mem", "/proc/1/environ", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern")

def told(topic):
    return json.dumps(globals()[topic]())
`;

const tests = [
  pythonFile('survey.py', survey),
  pythonFile(
    'test_survey.py',
    `import pytest
import solution, survey

@pytest.mark.parametrize("topic", ["status", "mounts", "limits", "interfaces", "environment", "written", "opened", "calls", "control_group"])
@pytest.mark.parametrize("side", [solution, survey], ids=["submission", "grader"])
def test_survey(side, topic):
    raise RuntimeError(side.told(topic))
`,
  ),
];

interface Survey {
  status: Record<string, string>;
  mounts: Record<string, string>;
  limits: Record<string, number>;
  interfaces: string[];
  environment: Record<string, string>;
  written: string[];
  opened: string[];
  calls: Record<string, number | false>;
  control_group: { memory: number | null; with_swap: number | null; pids: number | null };
}

const notPermitted = 1;

describe.each(['docker', 'bubblewrap'] as const)('what a sandbox of %s says of itself', (driverName) => {
  let driver: SandboxDriver;
  let image: SandboxImage;
  let submission: Survey;
  let grader: Survey;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(driverName));
    const group = callGroup(tests, { limits: { memoryMb: 100, pids: 40, tmpMb: 16 } });
    const files = [pythonFile('solution.py', survey)];
    const report = await runGroup(new SandboxPool(driver, { size: 0 }), {
      group,
      image,
      modules: ['solution'],
      files,
      tests,
      drawSeed: 'survey',
    });
    [submission, grader] = ['submission', 'grader'].map((side) => {
      const told = report.cases.flatMap(({ id, message }): [string, unknown][] => {
        const topic = new RegExp(`\\[${side}-(\\w+)\\]$`).exec(id)?.[1];
        return topic === undefined ? [] : [[topic, JSON.parse((message ?? '').replace('RuntimeError: ', ''))]];
      });
      return Object.fromEntries(told) as unknown as Survey;
    }) as [Survey, Survey];
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it('no capabilities, no new privileges, a seccomp filter', () => {
    for (const { status } of [submission, grader]) {
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapAmb']) expect(Number.parseInt(status[set] ?? 'x', 16)).toBe(0);
      expect(status).toMatchObject({ NoNewPrivs: '1', Seccomp: '2' });
    }
  });

  it('another user than root, with no further groups', () => {
    for (const { status } of [submission, grader]) {
      expect(status['Uid']?.split('\t').every((uid) => Number(uid) > 1_000)).toBe(true);
      expect(
        status['Groups']
          ?.trim()
          .replace(status['Gid']?.split('\t')[0] ?? '', '')
          .trim(),
      ).toMatch(/^(65534)?$/);
    }
  });

  it('a read-only root and nothing writable but small folders in memory', () => {
    expect(submission.written).toEqual(['/work', '/tmp', '/dev/shm']);
    expect(grader.written).toEqual(['/tests', '/tmp', '/dev/shm']);
    expect(submission.mounts['/']).toMatch(/^ro/);
    for (const place of ['/work', '/tmp', '/dev/shm']) expect(submission.mounts[place]).toMatch(/nosuid.*nodev.*size=/);
  });

  it('no descriptor or memory of its first process, and no kernel setting', () => {
    expect(submission.opened).toEqual([]);
  });

  it('no network but its own loopback', () => {
    expect(submission.interfaces).toEqual(['lo']);
    expect(grader.interfaces).toEqual(['lo']);
  });

  it('no system calls that look into or limit other processes, make namespaces or mounts', () => {
    for (const { calls } of [submission, grader]) {
      expect(calls).toEqual({
        ptrace: notPermitted,
        unshare: notPermitted,
        mount: notPermitted,
        prlimit: notPermitted,
        keyctl: notPermitted,
      });
    }
  });

  it('limits on files, descriptors and CPU time', () => {
    expect(submission.limits).toMatchObject({ CORE: 0, NOFILE: 256, MEMLOCK: 0, CPU: 12 });
    expect(submission.limits['FSIZE']).toBeLessThanOrEqual(24 << 20);
  });

  it('nothing of the host in its environment', () => {
    const { PATH, LANG, HOME, ...rest } = submission.environment;
    expect({ PATH, LANG, HOME }).toEqual({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp' });
    const known = ['PYTHONHASHSEED', 'PYTHONUTF8', 'HOSTNAME', 'PWD', 'LC_CTYPE'];
    expect(Object.keys(rest).filter((name) => !known.includes(name))).toEqual([]);
  });

  if (driverName === 'docker') {
    it('a control group that limits memory with swap, and processes', () => {
      const bytes = 124 << 20;
      expect(submission.control_group).toEqual({ memory: bytes, with_swap: bytes, pids: 40 });
    });

    it('different users in the two sandboxes', () => {
      expect(submission.status['Uid']).not.toBe(grader.status['Uid']);
    });
  }
});
