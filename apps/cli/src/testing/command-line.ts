import { jest } from '@jest/globals';
import type { Environment } from '@assay/platform';
import { currentEnvironment } from '@assay/platform';
import { runCommandLine } from '../commands/run-command-line.js';

/** Runs a command line as a person does, and hears what it prints. */
export async function assay(
  args: readonly string[],
  environment: Environment = currentEnvironment(),
): Promise<{ exitCode: number; printed: string; complained: string }> {
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      heard[stream] += String(text);
      return true;
    });
  }
  const exitCode = await runCommandLine(args, new AbortController().signal, environment);
  jest.restoreAllMocks();
  return { exitCode, printed: heard.stdout, complained: heard.stderr };
}
