import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hostFrame } from './frames.js';
import type { RunFile, RunGroupRequest } from './run.request.js';
import { encoded } from './run.request.js';
import type { PairKind } from './sandbox.pair.js';
import { openOne, ready, startDeadlineMs } from './sandbox.pair.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxDriver } from './sandbox.port.js';

const compiledMessage = z.object({ t: z.literal('compiled'), files: z.array(z.tuple([z.string(), z.base64()])) });
/** Sets of test files whose compiled form is kept. */
const setsAtMost = 200;

/**
 * Test files compiled once per worker instead of once per grading. Each set is compiled in a grader sandbox of its own that never meets
 * a submission, so nothing that ever saw a candidate's value can have touched what later gradings run.
 */
export class TestCompiler {
  readonly #sets = new Map<string, RunFile[]>();

  constructor(private readonly driver: SandboxDriver) {}

  /** What was compiled from these tests, if it is there already; else nothing, and compiling begins. */
  filesFor(kind: PairKind, { tests, image }: Pick<RunGroupRequest, 'tests' | 'image'>): readonly RunFile[] {
    const key = keyOf(tests, image.version);
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    this.#keep(key, []);
    void this.#compile(kind, tests).then(
      (files) => {
        this.#keep(key, files);
      },
      () => this.#sets.delete(key),
    );
    return [];
  }

  #keep(key: string, files: RunFile[]): void {
    this.#sets.delete(key);
    this.#sets.set(key, files);
    const [oldest] = this.#sets.keys();
    if (this.#sets.size > setsAtMost && oldest !== undefined) this.#sets.delete(oldest);
  }

  async #compile(kind: PairKind, tests: readonly RunFile[]): Promise<RunFile[]> {
    const links: SandboxLink[] = [];
    try {
      const link = await openOne(this.driver, kind, 'grader', null, 2 * startDeadlineMs, links);
      link.send(hostFrame({ t: 'meet', place: null }));
      await ready(link);
      const paths = tests.map(({ path }) => path).filter((path) => path.endsWith('.py'));
      link.send(hostFrame({ t: 'job', files: encoded(tests), compile: paths, wallMs: startDeadlineMs }));
      const { files } = compiledMessage.parse(await link.message('compiled', startDeadlineMs));
      return files.map(([path, content]) => ({ path, content: Buffer.from(content, 'base64') }));
    } finally {
      for (const link of links) void link.dispose();
    }
  }
}

function keyOf(tests: readonly RunFile[], imageVersion: string): string {
  const hash = createHash('sha256').update(imageVersion);
  for (const { path, content } of tests) hash.update(`\0${path}\0${String(content.length)}\0`).update(content);
  return hash.digest('hex');
}
