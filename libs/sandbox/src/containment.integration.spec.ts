import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { drivers, imageBuildMs, readyDriver, removeImage } from './testing/drivers.js';
import type { Survey } from './testing/survey.js';
import { surveyed, surveyFirstProcess, surveyRecipe, surveyRun } from './testing/survey.js';

const roles = ['submission', 'grader', 'static'] as const;
const megabyte = 1 << 20;
/** Control groups of the two drivers' sandboxes hold bubblewrap itself too. */
const pidsOf = { docker: surveyed.pids, bubblewrap: surveyed.pids + 1 };

describe.each(['docker', 'bubblewrap'] as const)('what a sandbox of %s says of itself', (driverName) => {
  let driver: SandboxDriver;
  let surveyor: SandboxDriver;
  let image: SandboxImage;
  let recipe: Awaited<ReturnType<typeof surveyRecipe>>;
  let submission: Survey;
  let grader: Survey;
  const first: Record<string, Survey> = {};
  /** Everything that was asked, by where. */
  let all: [where: string, survey: Survey][];

  beforeAll(async () => {
    const ready = await readyDriver(driverName);
    ({ driver } = ready);
    ({ submission, grader } = await surveyRun(driver, ready.image));
    recipe = await surveyRecipe();
    surveyor = drivers[driverName]({ recipeFolder: recipe.recipeFolder });
    image = await surveyor.ensureImage('base');
    for (const role of roles) first[role] = await surveyFirstProcess(surveyor, image, role);
    all = Object.entries({ 'candidate code': submission, 'beside the tests': grader, ...first });
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
    await surveyor.close();
    await removeImage(driverName, image);
    await recipe.remove();
  });

  /** `expected` of each survey, told together with where it was asked. */
  const each = (actual: (survey: Survey, where: string) => unknown, expected: unknown) => {
    for (const [where, survey] of all) expect([where, actual(survey, where)]).toEqual([where, expected]);
  };

  it('no capability in any set, no new privileges, a seccomp filter', () => {
    for (const whose of ['status', 'first_status'] as const) {
      const sets = ['CapInh', 'CapPrm', 'CapEff', 'CapAmb', ...(driverName === 'docker' ? ['CapBnd'] : [])];
      each((survey) => sets.filter((set) => Number.parseInt(survey[whose][set] ?? 'x', 16) !== 0), []);
      each(({ [whose]: { NoNewPrivs, Seccomp } }) => ({ NoNewPrivs, Seccomp }), { NoNewPrivs: '1', Seccomp: '2' });
    }
  });

  it('another user than root in every set of ids, with no further groups', () => {
    const ids = (survey: Survey, kind: string) => (survey.status[kind] ?? '').split('\t').map(Number);
    each((survey) => [...ids(survey, 'Uid'), ...ids(survey, 'Gid')].every((id) => id > 1_000), true);
    each(
      ({ status }) =>
        (status['Groups'] ?? '')
          .trim()
          .split(/\s+/)
          .filter((group) => group !== '' && group !== status['Gid']?.split('\t')[0]),
      [],
    );
  });

  it('another user in each kind of sandbox', () => {
    expect(new Set(roles.map((role) => first[role]?.status['Uid'])).size).toBe(roles.length);
  });

  it('a read-only root and nothing writable but small folders in memory', () => {
    for (const [where, survey] of all) {
      const folder = where === 'grader' || where === 'beside the tests' ? '/tests' : '/work';
      expect([where, survey.written]).toEqual([where, [folder, '/tmp', '/dev/shm']]);
      expect(survey.mounts.find(([place]) => place === '/')?.[1]).toContain('ro');
      for (const place of [folder, '/tmp', '/dev/shm']) {
        const [, options, type] = survey.mounts.find(([name]) => name === place) ?? [];
        expect([place, type]).toEqual([place, 'tmpfs']);
        expect(options).toEqual(expect.arrayContaining(['rw', 'nosuid', 'nodev']));
      }
    }
  });

  it('nothing of the host mounted but read-only', () => {
    const kernel = ['proc', 'sysfs', 'tmpfs', 'devpts', 'devtmpfs', 'mqueue', 'cgroup', 'cgroup2'];
    each(({ mounts }) => mounts.filter(([, options, type]) => !kernel.includes(type) && !options.includes('ro')), []);
  });

  it('folders in memory with a size', () => {
    for (const [where, { capacity }] of all) {
      const { '/tmp': tmp, '/dev/shm': shared, ...own } = capacity;
      expect([where, Object.values(own).map(([bytes]) => bytes <= 32 * megabyte)]).toEqual([where, [true]]);
      const checkers = where === 'static' && driverName === 'docker' ? 64 : 8;
      expect([where, tmp?.[0], shared?.[0]]).toEqual([where, checkers * megabyte, 4 * megabyte]);
    }
  });

  it('nothing to read or write of the first process, the kernel or the host', () => {
    // A first process may look at itself.
    const own = (where: string) => (first[where] === undefined ? [] : ['/proc/1/maps']);
    each(({ opened }, where) => opened.filter((path) => !own(where).includes(path)), []);
  });

  it('no network but its own loopback, and no way to another machine', () => {
    each(({ interfaces }) => interfaces, ['lo']);
    each(({ network }) => network.devices.filter((device) => device !== 'lo'), []);
    each(({ network }) => network.reach, 'ENETUNREACH');
  });

  it('sockets of loopback and files only', () => {
    for (const [
      where,
      {
        sockets: { INET, ...refused },
      },
    ] of all) {
      expect([where, INET]).toEqual([where, null]);
      expect([where, Object.entries(refused).filter(([, error]) => error !== 'EPERM')]).toEqual([where, []]);
    }
  });

  it('no system call that looks into or limits other processes, makes namespaces or mounts, or reaches for the kernel', () => {
    for (const [
      where,
      {
        calls: { clone3, ...refused },
      },
    ] of all) {
      expect(Object.keys(refused).length).toBeGreaterThan(40);
      expect([where, clone3]).toEqual([where, 'ENOSYS']);
      expect([where, Object.entries(refused).filter(([, error]) => error !== 'EPERM')]).toEqual([where, []]);
    }
  });

  it('limits that a process may lower for itself', () => {
    each(({ own_limits: own }) => own, [1, true]);
  });

  it('no core files, no locked memory, and limits on files, descriptors and CPU time of candidate code', () => {
    expect(submission.limits).toMatchObject({ CORE: [0, 0], NOFILE: [256, 256], MEMLOCK: [0, 0], CPU: [12, 12] });
    expect(submission.limits['FSIZE']?.[1]).toBeLessThanOrEqual(surveyed.tmpMb * megabyte);
  });

  it('devices that hold nothing of the machine', () => {
    const harmless = 'console core fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero'.split(' ');
    each(({ devices }) => devices.filter((name) => !harmless.includes(name)), []);
  });

  it('a name of its own, and few processes', () => {
    each(({ hostname }) => hostname[0], 'sandbox');
    each(({ processes }) => processes <= 6, true);
  });

  it('nothing of the host in its environment', () => {
    const ofPython = ['PYTHONHASHSEED', 'PYTHONUTF8', 'LC_CTYPE'];
    const ofLibraries = ['OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'JE_ARROW_MALLOC_CONF', '_RJEM_MALLOC_CONF'];
    const known = ['PATH', 'LANG', 'HOME', 'HOSTNAME', 'PWD', ...ofPython, ...ofLibraries];
    const ofTests = ['PYTEST_DISABLE_PLUGIN_AUTOLOAD', 'PYTEST_CURRENT_TEST', 'PYTEST_VERSION', 'PY_COLORS', 'COLUMNS'];
    for (const [where, { environment }] of all) {
      const strange = Object.keys(environment).filter(
        (name) => ![...known, ...(where === 'beside the tests' ? ofTests : [])].includes(name),
      );
      expect([where, strange]).toEqual([where, []]);
      expect(environment).toMatchObject({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp' });
    }
  });

  it('a control group that limits memory with swap, processes and CPU, and shows nothing of the host', () => {
    const bytes = surveyed.memoryMb * megabyte;
    for (const { control_group: group } of [submission, ...Object.values(first)]) {
      expect(group).toMatchObject({ memory: bytes, pids: pidsOf[driverName], paths: ['/'] });
      expect([group.with_swap === bytes, group.swap === 0]).toContain(true);
      expect(group.cpus).toBeLessThanOrEqual(2);
    }
  });

  if (driverName === 'docker') {
    it('folders in memory in which nothing runs and only so many files fit', () => {
      each(({ run }) => run, []);
      for (const [where, { mounts }] of all) {
        const own = mounts.filter(([place]) => ['/work', '/tests', '/tmp'].includes(place));
        expect([where, own.length]).toEqual([where, 2]);
        for (const [place, options] of own) {
          expect(options).toEqual(expect.arrayContaining(['noexec', `nr_inodes=${place === '/tmp' ? '512' : '4096'}`]));
        }
      }
    });

    it('no program that lends rights', () => {
      each(({ lending }) => lending, []);
    });

    it('limits from the first process on', () => {
      for (const role of roles) {
        const size = surveyed.tmpMb * megabyte;
        expect(first[role]?.limits).toMatchObject({
          CORE: [0, 0],
          NOFILE: [512, 512],
          FSIZE: [size, size],
          MEMLOCK: [0, 0],
          MSGQUEUE: [0, 0],
        });
      }
    });
  }

  if (driverName === 'bubblewrap') {
    it('no program that lends rights, since nothing is mounted that could', () => {
      each(({ mounts }) => mounts.filter(([place, options]) => place.startsWith('/usr') && !options.includes('nosuid')), []);
    });
  }
});
