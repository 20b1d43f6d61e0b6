import { rm } from 'node:fs/promises';
import process from 'node:process';
import type { Environment } from '@assay/platform';
import type { RunResult } from '../processes/run.js';
import { run } from '../processes/run.js';
import { inRoot, programOf, root } from '../workspace/paths.js';
import { listProjects } from '../workspace/projects.js';
import type { Sum } from './counts.js';
import { sumCounts } from './counts.js';

export interface TargetRun {
  target: string;
  /** Projects at the same time. */
  parallel: number;
  env?: Environment;
  signal?: AbortSignal | undefined;
  onLine?: (line: string) => void;
}

/** Runs one target in every project that has it, and adds up what Jest counted. */
export async function runTarget({ target, parallel, env, signal, onLine }: TargetRun): Promise<{ result: RunResult; sum: Sum }> {
  const projects = (await listProjects()).filter((project) => project.targets.includes(target));
  const files = new Map(projects.map(({ name, folder }) => [name, inRoot(folder, `dist/test-results/${target}.json`)]));
  await Promise.all([...files.values()].map((file) => rm(file, { force: true })));
  const nx = [
    programOf('nx', 'dist/bin/nx.js'),
    'run-many',
    '-t',
    target,
    `--parallel=${parallel}`,
    '--output-style=stream',
    '--nx-bail=false',
  ];
  const result = await run(process.execPath, nx, {
    cwd: root,
    // Nothing that outlives the command or draws on the screen.
    env: { NX_DAEMON: 'false', NX_TUI: 'false', ...env },
    signal,
    onLine,
  });
  return { result, sum: await sumCounts(files) };
}
