import type { AssayErrorCode, Environment } from '@assay/platform';
import { AssayError, currentEnvironment, loadConfig } from '@assay/platform';
import { CommanderError } from 'commander';
import { complain } from '../workspace/terminal.js';
import { exitCodes } from './exit-codes.js';
import { buildProgram } from './program.js';

/**
 * Runs a command line, such as `['grade', '--json', …]`, and tells the person what went wrong.
 *
 * @returns the exit code.
 */
export async function runCommandLine(
  args: readonly string[],
  signal: AbortSignal,
  environment: Environment = currentEnvironment(),
): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = buildProgram({ config: () => loadConfig(environment), signal, exitWith: (code) => (exitCode = code) });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return explain(thrown, signal);
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

function explain(thrown: unknown, signal: AbortSignal): number {
  if (thrown instanceof CommanderError) {
    // It has said what is wrong, or printed the help that was asked for.
    return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage;
  }
  if (signal.aborted) {
    return exitCodes.interrupted;
  }
  if (thrown instanceof AssayError) {
    complain(thrown.message);
    return wrongInput.has(thrown.code) ? exitCodes.wrongUsage : exitCodes.platformFault;
  }
  complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return exitCodes.platformFault;
}
