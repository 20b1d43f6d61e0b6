import { startStopwatch } from '@assay/platform';
import type { Command } from 'commander';
import { duration, say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addProvisionCommand(program: Command, { config, signal }: CommandContext): void {
  program
    .command('provision')
    .description('Bring this machine what the sandboxes and the tests need, and start a Docker engine when none answers.')
    .option('--images', 'make the sandbox images too')
    .option('--stand-ins', 'make sure of the public images that docker-compose.yml names')
    .action(async (options: { images?: true; standIns?: true }) => {
      const { provision } = await import('../provision/provision.js');
      const watch = startStopwatch();
      await provision(config(), { images: options.images ?? false, standIns: options.standIns ?? false }, signal);
      say(`Everything is there (${duration(watch.elapsedMs())})`);
    });
}
