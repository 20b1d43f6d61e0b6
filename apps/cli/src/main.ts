import process from 'node:process';
import type { AssayErrorCode } from '@assay/platform';
import { AssayError } from '@assay/platform';
import { CommanderError } from 'commander';
import { exitCodes } from './commands/exit-codes.js';
import { buildProgram } from './commands/program.js';
import { complain } from './workspace/terminal.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort());
}

/** Runs the command line and answers with the exit code. */
async function main(): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = buildProgram({ signal: stop.signal, exitWith: (code) => (exitCode = code) });
  try {
    await program.parseAsync(process.argv);
    return exitCode;
  } catch (thrown) {
    return exitCodeOf(thrown);
  }
}

/** What is wrong with what the person gave us. */
const wrongInput: ReadonlySet<AssayErrorCode> = new Set<AssayErrorCode>([
  'usage-wrong',
  'config-invalid',
  'exercise-invalid',
  'role-invalid',
  'files-refused',
]);

function exitCodeOf(thrown: unknown): number {
  if (thrown instanceof CommanderError) {
    // It has said what is wrong, or printed the help that was asked for.
    return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage;
  }
  if (stop.signal.aborted) {
    return exitCodes.interrupted;
  }
  if (thrown instanceof AssayError) {
    complain(thrown.message);
    return wrongInput.has(thrown.code) ? exitCodes.wrongUsage : exitCodes.platformFault;
  }
  complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return exitCodes.platformFault;
}

process.exit(await main());
