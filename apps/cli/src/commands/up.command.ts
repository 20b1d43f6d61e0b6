import type { Command } from 'commander';
import type { CommandContext } from './context.js';

export function addUpCommand(program: Command, { config, signal }: CommandContext): void {
  program
    .command('up')
    .description('Run the whole platform on this machine until Ctrl-C.')
    .action(async () => {
      const { up } = await import('../embedded/up.js');
      await up(config(), signal);
    });
}
