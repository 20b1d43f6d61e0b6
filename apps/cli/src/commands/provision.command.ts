import { startStopwatch } from '@assay/platform';
import type { Command } from 'commander';
import { duration, say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addProvisionCommand(program: Command, { config, signal }: CommandContext): void {
  program
    .command('provision')
    .description('Bring this machine what the sandboxes and the tests need, and start a Docker engine when none answers.')
    .option('--images [profile...]', 'make the sandbox images too: of these profiles, or all')
    .option('--stand-ins', 'make sure of the public images that docker-compose.yml names')
    .action(async (options: { images?: string[] | true; standIns?: true }) => {
      const { provision, profilesNamed } = await import('../provision/provision.js');
      const images = options.images === undefined ? [] : profilesNamed(options.images);
      const watch = startStopwatch();
      await provision(config(), { images, standIns: options.standIns ?? false }, signal);
      say(`Everything is there (${duration(watch.elapsedMs())})`);
    });
}
