import type { SandboxDriver, SandboxImage } from '@assay/sandbox';
import { SandboxError } from '@assay/sandbox';
import { sampleExercise } from '@assay/testing';
import { describe, expect, it } from '@jest/globals';
import { SandboxEngine } from './sandbox.engine.js';

/** A driver in memory: whether it answers, whether it has the image, and a build that the spec ends. */
class MemoryDriver implements SandboxDriver {
  readonly name;
  readonly assurance;
  readonly limitsMemory = true;
  readonly countsItself = true;
  answers = true;
  image = true;
  reaped = 0;
  builds = 0;
  finishBuild: (image: SandboxImage) => void = () => undefined;
  failBuild: (error: Error) => void = () => undefined;
  say: (line: string) => void = () => undefined;

  constructor(name: 'docker' | 'bubblewrap') {
    this.name = name;
    this.assurance = name === 'docker' ? ('production' as const) : ('development' as const);
  }

  probe: SandboxDriver['probe'] = () => {
    const { assurance, name } = this;
    return Promise.resolve(
      this.answers
        ? { available: true, assurance, detail: `${name} 1` }
        : { available: false, assurance, reason: `no ${name} here`, help: `install ${name}` },
    );
  };

  describeImage: SandboxDriver['describeImage'] = (profile) => Promise.resolve({ profile, version: '1' });

  hasImage: SandboxDriver['hasImage'] = () => Promise.resolve(this.image);

  ensureImage: SandboxDriver['ensureImage'] = (_profile, options = {}) => {
    this.builds += 1;
    this.say = options.onProgress ?? this.say;
    return new Promise((resolve, reject) => {
      this.finishBuild = resolve;
      this.failBuild = reject;
    });
  };

  makeMeeting: SandboxDriver['makeMeeting'] = () => Promise.resolve(null);

  start: SandboxDriver['start'] = () => Promise.reject(new SandboxError('engine-unreachable', 'The engine does not answer.'));

  reapOrphans: SandboxDriver['reapOrphans'] = () => {
    this.reaped += 1;
    return Promise.resolve(3);
  };

  close: SandboxDriver['close'] = () => Promise.resolve();
}

describe('whether a worker can grade', () => {
  it('is unknown before it has looked', () => {
    expect(new SandboxEngine([new MemoryDriver('docker')]).availability()).toMatchObject({ state: 'unknown', driver: null });
  });

  it('is yes with the first driver that answers', async () => {
    const engine = new SandboxEngine([new MemoryDriver('docker'), new MemoryDriver('bubblewrap')]);
    expect(await engine.refresh()).toEqual({
      state: 'available',
      driver: 'docker',
      assurance: 'production',
      message: 'Gradings run in sandboxes of docker 1.',
      command: null,
      progress: null,
    });
    expect(engine.availability().state).toBe('available');
  });

  it('says that bubblewrap is of development assurance', async () => {
    const docker = new MemoryDriver('docker');
    docker.answers = false;
    const found = await new SandboxEngine([docker, new MemoryDriver('bubblewrap')]).refresh();
    expect(found).toMatchObject({ state: 'available', driver: 'bubblewrap', assurance: 'development' });
    expect(found.message).toContain('development assurance');
  });

  it('names what is missing and the command that helps when no driver answers, and looks again', async () => {
    const [docker, bubblewrap] = [new MemoryDriver('docker'), new MemoryDriver('bubblewrap')];
    docker.answers = bubblewrap.answers = false;
    const engine = new SandboxEngine([docker, bubblewrap]);
    expect(await engine.refresh()).toMatchObject({
      state: 'unavailable',
      driver: null,
      message: 'No sandbox can be started: no docker here; no bubblewrap here. Submissions wait.',
      command: 'install docker',
    });
    docker.answers = true;
    expect(await engine.refresh()).toMatchObject({ state: 'available', driver: 'docker' });
  });

  it('never falls back to a weaker driver once one was chosen', async () => {
    const docker = new MemoryDriver('docker');
    const engine = new SandboxEngine([docker, new MemoryDriver('bubblewrap')]);
    await engine.refresh();
    docker.answers = false;
    expect(await engine.refresh()).toMatchObject({
      state: 'unavailable',
      message: expect.stringContaining('no docker here') as unknown,
    });
  });

  it('is not when grading is switched off', async () => {
    expect(await new SandboxEngine([]).refresh()).toMatchObject({
      state: 'unavailable',
      message: expect.stringContaining('none') as unknown,
    });
  });
});

describe('an image that is missing', () => {
  it('is built once in the background, with progress', async () => {
    const driver = new MemoryDriver('docker');
    driver.image = false;
    const engine = new SandboxEngine([driver]);
    expect(await engine.refresh()).toMatchObject({ state: 'preparing', driver: 'docker', progress: null });
    driver.say('Step 3/12 : COPY runner /opt/assay/runner');
    expect(await engine.refresh()).toMatchObject({
      state: 'preparing',
      progress: 0.25,
      message: expect.stringContaining('COPY runner') as unknown,
    });
    driver.image = true;
    driver.finishBuild({ profile: 'base', version: '1' });
    expect(await engine.refresh()).toMatchObject({ state: 'available' });
    expect(driver.builds).toBe(1);
  });

  it('that cannot be built is told with the command that helps', async () => {
    const driver = new MemoryDriver('docker');
    driver.image = false;
    const engine = new SandboxEngine([driver]);
    await engine.refresh();
    driver.failBuild(new SandboxError('base-image-missing', 'The base image cannot be pulled.'));
    await engine.refresh();
    expect(await engine.refresh()).toMatchObject({
      state: 'unavailable',
      message: 'The base image cannot be pulled. Submissions wait.',
      command: 'npm run assay -- provision --images',
    });
    expect(driver.builds).toBe(1);
  });
});

const work = (signal = new AbortController().signal) => ({
  exercise: sampleExercise(),
  files: [{ path: 'solution.py', content: 'def count(text):\n    return {}\n' }],
  purpose: 'grading' as const,
  signal,
});

describe("a grading whose exercise's image is missing", () => {
  /** An engine that has the image of base alone, and a grading that needs that of web. */
  async function needsWeb(signal?: AbortSignal) {
    const driver = new MemoryDriver('docker');
    driver.hasImage = ({ profile }) => Promise.resolve(profile === 'base' || driver.image);
    const engine = new SandboxEngine([driver]);
    await engine.refresh();
    driver.image = false;
    const wanted = work(signal);
    wanted.exercise = { ...wanted.exercise, manifest: { ...wanted.exercise.manifest, imageProfile: 'web' } };
    const graded = engine.grade(wanted).catch((error: unknown) => error);
    await new Promise(setImmediate);
    return { driver, engine, graded };
  }

  it('has it built, tells how far it is, and leaves the rest available', async () => {
    const { driver, engine, graded } = await needsWeb();
    driver.say('Step 3/12 : COPY runner /opt/assay/runner');
    expect(await engine.refresh()).toMatchObject({
      state: 'available',
      progress: 0.25,
      message: expect.stringMatching(/The sandbox image web is being made: Step 3.*that need the image web wait/) as unknown,
    });
    const built = { profile: 'web', version: '1' } as const;
    driver.ensureImage = () => Promise.resolve(built);
    driver.finishBuild(built);
    expect(await graded).toMatchObject({ code: 'engine-unavailable', message: 'The engine does not answer.' });
    expect(engine.availability()).toMatchObject({ progress: null, message: 'Gradings run in sandboxes of docker 1.' });
  });

  it('waits when it cannot be built, and whoever looks is told why', async () => {
    const { driver, engine, graded } = await needsWeb();
    driver.failBuild(new SandboxError('wheels-missing', 'The packages cannot be downloaded.'));
    expect(await graded).toMatchObject({ code: 'engine-unavailable', message: 'The packages cannot be downloaded.' });
    expect(engine.availability()).toMatchObject({
      state: 'available',
      command: 'npm run assay -- provision --images',
      message: expect.stringContaining('The packages cannot be downloaded.') as unknown,
    });
  });

  it('stops waiting when it is no longer wanted, and the build goes on', async () => {
    const stop = new AbortController();
    const { driver, engine, graded } = await needsWeb(stop.signal);
    stop.abort(new Error('The lease was lost.'));
    expect(await graded).toMatchObject({ message: 'The lease was lost.' });
    expect(engine.availability().message).toContain('is being made');
    expect(driver.builds).toBe(1);
  });
});

describe('a grading on an engine that is away', () => {
  it('is refused before any driver was chosen', async () => {
    await expect(new SandboxEngine([]).grade(work())).rejects.toMatchObject({ code: 'engine-unavailable' });
  });

  it('is not reported as a result when the engine goes away in the middle', async () => {
    const driver = new MemoryDriver('docker');
    const engine = new SandboxEngine([driver]);
    await engine.refresh();
    driver.ensureImage = () => Promise.resolve({ profile: 'base', version: '1' });
    await expect(engine.grade(work())).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: 'The engine does not answer.',
    });
  });

  it('leaves clearing away to the chosen driver, at the start too', async () => {
    const driver = new MemoryDriver('docker');
    expect(await new SandboxEngine([driver]).reap()).toBe(3);
    expect(driver.reaped).toBe(1);
  });

  it('clears nothing away while no driver can be used', async () => {
    const driver = new MemoryDriver('docker');
    driver.answers = false;
    expect(await new SandboxEngine([driver]).reap()).toBe(0);
    expect(driver.reaped).toBe(0);
  });
});
