import { judge } from '@assay/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sandbox, SandboxImage, SandboxListener, SandboxSpec } from '../sandbox.port.js';
import { callGroup, dockerDriver, imageBuildMs, pythonFile, readyDriver, runCold } from '../testing/drivers.js';
import { OwnEngine } from '../testing/own.engine.js';
import { surveyRun } from '../testing/survey.js';
import { DockerDriver } from './docker.driver.js';

const tests = [pythonFile('test_answer.py', 'from solution import answer\n\ndef test_answer():\n    assert answer() == 42\n')];
const group = callGroup(tests, { limits: { callMs: 60_000, wallMs: 60_000 } });
const prompt = [pythonFile('solution.py', 'def answer():\n    return 42\n')];
const stuck = [pythonFile('solution.py', 'import time\n\ndef answer():\n    time.sleep(60)\n')];
const expectedIds = ['test_answer::test_answer'];

/** A driver that tells when the grader has begun its first test. */
class WatchedDriver extends DockerDriver {
  readonly begun: Promise<void>;
  #begin: () => void = () => undefined;

  constructor(options: ConstructorParameters<typeof DockerDriver>[0]) {
    super(options);
    this.begun = new Promise((resolve) => (this.#begin = resolve));
  }

  override start(spec: SandboxSpec, listener: SandboxListener): Promise<Sandbox> {
    return super.start(spec, {
      ...listener,
      onFrame: (frame) => {
        if (frame.payload.includes('"t":"begin"')) this.#begin();
        listener.onFrame(frame);
      },
      onEnd: (malformed) => {
        listener.onEnd(malformed);
      },
    });
  }
}

describe('an engine of our own', () => {
  let engine: OwnEngine;
  let image: SandboxImage;
  let imageName: string;
  const installation = 'faults';

  beforeAll(async () => {
    const shared = await readyDriver('docker');
    ({ image } = shared);
    await shared.driver.close();
    imageName = `assay/sandbox-python-base:${image.version}`;
    engine = await OwnEngine.start();
    await engine.take(imageName);
  }, imageBuildMs);

  afterAll(() => engine.remove(), 60_000);

  const run = (driver: DockerDriver, files = prompt) =>
    runCold(driver, { group, image, modules: ['solution'], files, tests, drawSeed: 'faults' });
  const own = (changes: { runtime?: string } = {}) => dockerDriver({ host: engine.host, installation, ...changes });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'that is ended by %s in the middle of a grading makes it judge-error, leaves nothing and grades on',
    async (signal) => {
      const driver = new WatchedDriver({ host: engine.host, installation, worker: 'spec', cacheFolder: '/nowhere' });
      const grading = run(driver, stuck);
      await driver.begun;
      await engine.restart(signal);
      const report = await grading;
      expect(report.fault?.code).toMatch(/^(engine-unreachable|sandbox-failed)$/);
      expect(judge([{ group, run: report, expectedIds }])).toMatchObject({ verdict: 'judge-error', score: null });
      await driver.close();
      await driver.reapOrphans();
      expect(await engine.docker.listContainers({ all: true })).toEqual([]);
      expect((await run(driver)).cases).toMatchObject([{ outcome: 'passed' }]);
      await driver.close();
    },
    60_000,
  );

  it('grades under crun when the configuration says so, and contains as much', async () => {
    const driver = own({ runtime: 'crun' });
    expect(await driver.probe()).toMatchObject({ available: true, detail: expect.stringContaining('with crun') as unknown });
    const report = await run(driver);
    expect(report).toMatchObject({ fault: null, violations: [], limits: [], cases: [{ outcome: 'passed', id: expectedIds[0] }] });
    expect(judge([{ group, run: report, expectedIds }])).toMatchObject({ verdict: 'accepted', score: 1 });
    for (const survey of Object.values(await surveyRun(driver, image))) {
      expect(survey.status).toMatchObject({
        NoNewPrivs: '1',
        Seccomp: '2',
        CapEff: '0000000000000000',
        CapBnd: '0000000000000000',
      });
      expect(Object.values(survey.calls).filter((error) => error !== 'EPERM')).toEqual(['ENOSYS']);
      expect(survey.opened).toEqual([]);
      expect(survey.run).toEqual([]);
      expect(survey.interfaces).toEqual(['lo']);
      expect(survey.control_group.paths).toEqual(['/']);
    }
    await driver.close();
  });

  it('that does not know the runtime is not used, and what to register is said', async () => {
    const driver = own({ runtime: 'absent' });
    expect(await driver.probe()).toMatchObject({
      available: false,
      reason: 'the Docker engine has no OCI runtime absent',
      help: expect.stringContaining('ASSAY_SANDBOX_RUNTIME') as unknown,
    });
    expect((await run(driver)).fault?.code).toBe('engine-refused');
  });

  it('from which the image was removed makes a judge-error that names the command', async () => {
    await engine.docker.getImage(imageName).remove({ force: true });
    const report = await run(own());
    expect(report.fault).toMatchObject({
      code: 'image-missing',
      message: expect.stringContaining('npm run assay -- provision --images') as unknown,
    });
    expect(judge([{ group, run: report, expectedIds }])).toMatchObject({ verdict: 'judge-error', score: null });
  });
});
