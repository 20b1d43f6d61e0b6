import type { Command } from 'commander';
import type { CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';

export function addTestCommand(program: Command, { config, signal, exitWith }: CommandContext): void {
  program
    .command('test')
    .description('Run every test on real parts, after installing and starting what is missing.')
    .action(async () => {
      const { test } = await import('../checks/test.js');
      exitWith((await test(config(), signal)) ? exitCodes.ok : exitCodes.negative);
    });
}
