import type { Command } from 'commander';
import type { CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';

export function addCheckCommand(program: Command, { signal, exitWith }: CommandContext): void {
  program
    .command('check')
    .description('Check the sources: format, types, lint, boundaries, dead code, unit tests.')
    .action(async () => {
      const { check } = await import('../checks/check.js');
      exitWith((await check(signal)) ? exitCodes.ok : exitCodes.negative);
    });
}
