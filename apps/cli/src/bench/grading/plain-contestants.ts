import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DockerYardstick, RunFile, SandboxImage } from '@assay/sandbox';
import type { Contestant } from './contestant.js';
import { notAllPassed, saysAllPassed } from './contestant.js';
import type { Suite } from './suites.js';

const python = '/usr/bin/python3';

export interface BareSuite {
  files: readonly RunFile[];
  /** Paths of test files. */
  testPaths: readonly string[];
  tests: number;
  /** Where the packages are. */
  site: string;
}

/** Plain pytest on this host, a fresh process each time: no sandbox, files in place, bytecode cached by the runs before. */
export async function barePytest({ files, testPaths, tests, site }: BareSuite, signal: AbortSignal): Promise<Contestant> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'));
  await Promise.all(files.map((file) => writeFile(path.join(folder, path.basename(file.path)), file.content)));
  const names = testPaths.map((file) => path.basename(file));
  return {
    name: 'bare pytest',
    settle: () => Promise.resolve(),
    run: async () => {
      const child = spawn(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', ...names], {
        cwd: folder,
        env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', PYTHONPATH: site },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const kill = () => child.kill('SIGKILL');
      signal.addEventListener('abort', kill, { once: true });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      }
      const [code] = (await once(child, 'close').finally(() => signal.removeEventListener('abort', kill))) as [number | null];
      signal.throwIfAborted();
      if (code !== 0 || !saysAllPassed(output, tests)) {
        throw notAllPassed('bare pytest', output);
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One hardened container per submission, made, started, waited for and removed: what a grader without a pool does. */
export function dockerRun(suite: Suite, yardstick: DockerYardstick, image: SandboxImage, signal: AbortSignal): Contestant {
  const { memoryMb, pids, tmpMb } = suite.group.limits;
  const files = [...suite.solution, ...suite.testFiles];
  return {
    name: 'docker run',
    settle: () => Promise.resolve(),
    run: async () => {
      const { exitCode, output } = await yardstick.run({ image, files, memoryMb, pids, tmpMb }, signal);
      if (exitCode !== 0 || !saysAllPassed(output, suite.tests)) {
        throw notAllPassed('docker run', output);
      }
    },
    close: () => Promise.resolve(),
  };
}
