import process from 'node:process';
import { startStopwatch } from '@assay/platform';
import { run } from '../processes/run.js';
import { programOf, root } from '../workspace/paths.js';
import { complain, duration, say, table } from '../workspace/terminal.js';
import { verdictOf } from './counts.js';
import { runTarget } from './targets.js';

interface Outcome {
  held: boolean;
  /** Shown when it did not hold. */
  output: string;
  /** Shown beside the time. */
  remark?: string;
}

interface Step {
  name: string;
  run(signal: AbortSignal): Promise<Outcome>;
}

const steps: readonly Step[] = [
  { name: 'format', run: tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']) },
  { name: 'types', run: tool('typescript', 'bin/tsc', ['-b', '.config/tsconfig.json']) },
  {
    name: 'lint and boundaries',
    run: tool('eslint', 'bin/eslint.js', ['--config', '.config/eslint.config.mjs', '--max-warnings', '0', '.']),
  },
  { name: 'dead code', run: tool('knip', 'bin/knip.js', ['--config', '.knip.json', '--no-progress']) },
  { name: 'unit tests', run: unitTests },
];

/** A tool of our packages, run at the root by this Node. */
function tool(packageName: string, program: string, args: readonly string[]): Step['run'] {
  return async (signal) => {
    const { code, output } = await run(process.execPath, [programOf(packageName, program), ...args], { cwd: root, signal });
    return { held: code === 0, output };
  };
}

async function unitTests(signal: AbortSignal): Promise<Outcome> {
  const { result, sum } = await runTarget({ target: 'unit', parallel: 2, signal });
  const verdict = verdictOf(sum);
  return { held: result.code === 0, output: `${result.output}\n${verdict}`, remark: verdict.split('\n').at(-1) ?? '' };
}

/**
 * Everything that can be said of the sources without other programs: format, types, lint, boundaries, dead code, unit tests.
 * Every step runs, so that one look tells all.
 *
 * @returns whether all of it held.
 */
export async function check(signal: AbortSignal): Promise<boolean> {
  const rows: string[][] = [];
  let held = true;
  for (const step of steps) {
    const watch = startStopwatch();
    const outcome = await step.run(signal);
    signal.throwIfAborted();
    const time = duration(watch.elapsedMs());
    say(`${outcome.held ? '✓' : '✗'} ${step.name} (${time})`);
    if (!outcome.held) {
      complain(outcome.output);
      held = false;
    }
    rows.push([step.name, outcome.held ? 'ok' : 'FAILED', time, outcome.remark ?? '']);
  }
  say();
  say(table(['step', 'result', 'time', ''], rows, ['time']));
  return held;
}
