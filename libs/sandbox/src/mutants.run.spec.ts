import type { SuiteClaim } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Frame } from './frames.js';
import { channels, hostFrame } from './frames.js';
import { RunCollector } from './run.collector.js';
import type { RunFile } from './run.group.js';
import { SandboxLink } from './sandbox.link.js';
import type { Sandbox, SandboxDriver, SandboxImage, SandboxListener } from './sandbox.port.js';
import type { Implementations } from './mutants.run.js';
import { runMutants, variantCaseId } from './mutants.run.js';

const image: SandboxImage = { profile: 'base', version: 'spec' };
const passing: SuiteClaim = { collected: 1, passed: 1, failed: 0, unloaded: 0, status: 0, failing: [] };
const failing: SuiteClaim = { ...passing, passed: 0, failed: 1, status: 1 };

/** Says what the tests of a sandbox with this source claim, or at which limit they end. */
type Behaviour = (source: string) => SuiteClaim | 'time-limit';

/** A sandbox whose first process speaks as the real one does. */
class ScriptedSandbox implements Sandbox {
  readonly role = 'submission';
  readonly backlog = 0;
  readonly diagnostics = '';

  constructor(
    private readonly listener: SandboxListener,
    private readonly outcome: ReturnType<Behaviour>,
    private readonly disposed: () => void,
  ) {}

  send({ channel, payload }: Frame): void {
    if (channel !== channels.supervisor) this.listener.onFrame(hostFrame(this.#usage()));
    else if (payload.includes('spawn')) this.#spawn();
    else this.#say(channels.supervisor, [2, { text: 'printed' }]);
  }

  #spawn(): void {
    const { outcome } = this;
    if (typeof outcome !== 'string') this.#say(channels.candidate, outcome);
    this.#say(channels.supervisor, [0, { outcome: typeof outcome === 'string' ? outcome : 'crashed', detail: '' }]);
  }

  #usage(): object {
    const limits = this.outcome === 'time-limit' ? ['cpu'] : [];
    return { t: 'usage', cpuMs: 10, peakMemoryMb: 20, limits, violations: [] };
  }

  #say(channel: number, message: unknown): void {
    this.listener.onFrame({ channel, epoch: 1, payload: Buffer.from(JSON.stringify(message)) });
  }

  kill(): Promise<void> {
    return Promise.resolve();
  }

  end(): Promise<{ exitCode: number; outOfMemory: boolean }> {
    return Promise.resolve({ exitCode: 0, outOfMemory: false });
  }

  dispose(): Promise<void> {
    this.disposed();
    return Promise.resolve();
  }
}

const names = { correct: ['a', 'b', 'c', 'd'], faulty: ['e', 'f', 'g', 'h'] };
const implementations: Implementations = {
  given: 'given',
  variants: {
    replaces: 'shop/basket.py',
    correct: names.correct.map((name) => ({ name, source: `raw ${name}` })),
    faulty: names.faulty.map((name) => ({ name, source: `raw ${name}`, base: 'a', requirements: ['R1'] })),
  },
};

/** Runs a scripted suite: the report, and what each sandbox held in the place of the implementation, in order. */
async function run(behave: Behaviour, visibility: 'visible' | 'hidden' = 'hidden', files: RunFile[] = []) {
  const sources: string[] = [];
  const held: string[][] = [];
  let open = 0;
  let most = 0;
  const driver = { name: 'docker', assurance: 'production' } as SandboxDriver;
  const collector = new RunCollector('faults', driver, image);
  const startSubmission = async (theirs: RunFile[]) => {
    const source = Buffer.from(theirs.find(({ path }) => path === 'shop/basket.py')?.content ?? []).toString();
    sources.push(source);
    held.push(theirs.map(({ path }) => path));
    most = Math.max(most, (open += 1));
    const start = (_: unknown, listener: SandboxListener) =>
      Promise.resolve(new ScriptedSandbox(listener, behave(source), () => (open -= 1)));
    const scripted = { start } as unknown as SandboxDriver;
    const spec = { role: 'submission', image, memoryMb: 1, pids: 1, tmpMb: 1, lifeMs: 1 } as const;
    const link = await SandboxLink.open(scripted, spec, []);
    return { link, goesOn: false, release: () => void link.dispose() };
  };
  const normalised = () => Promise.resolve(new Map([...names.correct, ...names.faulty].map((name) => [name, name])));
  await runMutants({
    ...{ visibility, implementations, files, wallMs: 1_000, collector },
    ...{ startSubmission, normalised, signal: undefined },
  });
  return { report: collector.report(), sources, held, open, most };
}

const finds = (...found: string[]): Behaviour => {
  return (source) => (found.includes(source) ? failing : passing);
};

describe('the runs of a suite', () => {
  it('are every variant once, then every correct one and what was killed once more', async () => {
    const { report, sources, open, most } = await run(finds('e', 'g'));
    expect(sources.slice(0, 8).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(sources.slice(8).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
    expect(report.cases.map(({ id, outcome }) => [id, outcome])).toEqual(
      names.faulty.map((name) => [variantCaseId(name), ['e', 'g'].includes(name) ? 'passed' : 'failed']),
    );
    expect(report).toMatchObject({ status: 0, fault: null, limits: [], usage: { cpuMs: 140, peakMemoryMb: 20 } });
    expect({ open, most }).toEqual({ open: 0, most: 2 });
  });

  it('come in another order each time', async () => {
    const orders = new Set<string>();
    for (let time = 0; time < 20; time += 1) orders.add((await run(finds('e'))).sources.slice(0, 8).join(''));
    expect(orders.size).toBeGreaterThan(10);
  });

  it('go on with correct variants alone once one of them failed, and say the same in every order', async () => {
    const counts = new Set<number>();
    for (let time = 0; time < 20; time += 1) {
      const { report, sources } = await run(finds('b', 'c', 'e', 'f', 'g', 'h'));
      expect(sources.filter((source) => names.correct.includes(source)).sort()).toEqual(names.correct);
      expect(report.cases.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'failed']);
      expect(report.cases[0]?.message).toContain('the correct variant b');
      counts.add(sources.length);
    }
    expect(Math.min(...counts)).toBeLessThan(8);
  });

  it('end where a correct variant met a limit, which is then the limit of the group', async () => {
    const { report, sources } = await run((source) => (names.correct.includes(source) ? 'time-limit' : passing));
    expect(sources.length).toBeLessThan(8);
    expect(report.limits).toEqual(['cpu']);
    expect(new Set(report.cases.map(({ outcome }) => outcome))).toEqual(new Set(['time-limit']));
  });

  it('hold the implementation at its place, whatever was handed in there or in its way', async () => {
    const content = Buffer.from('theirs');
    const paths = ['a_test.py', 'shop', 'shop/basket.py', 'shop/basket.py/deep.py', 'tests/test_basket.py', 'z.py'];
    const files = paths.map((path) => ({ path, content }));
    const { sources, held } = await run(finds(), 'hidden', files);
    expect(new Set(held.map((these) => these.join()))).toEqual(new Set(['a_test.py,shop/basket.py,tests/test_basket.py,z.py']));
    expect(sources).not.toContain('theirs');
  });

  it('are one, against the given implementation, in a visible group', async () => {
    const { report, sources } = await run(finds(), 'visible');
    expect(sources).toEqual(['given']);
    expect(report.cases).toMatchObject([{ id: 'variants::given', outcome: 'passed', stdout: 'printed' }]);
  });
});

describe('what the tests claim', () => {
  it.each<[string, unknown]>([
    ['is of another shape', { passed: 'all' }],
    ['is no object', 7],
    ['has numbers that cannot be', { ...passing, failed: -1 }],
  ])('counts as no result where it %s', async (_, claim) => {
    const { report } = await run(() => claim as SuiteClaim);
    expect(new Set(report.cases.map(({ outcome }) => outcome))).toEqual(new Set(['crashed']));
  });
});
