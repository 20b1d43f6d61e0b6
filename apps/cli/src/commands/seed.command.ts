import { loadConfig } from '@assay/platform';
import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';

export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('Load the demo into the database of this installation; what is there already stays.')
    .action(async () => {
      const config = loadConfig();
      const [{ withDatabase }, { seedDemo }] = await Promise.all([
        import('../embedded/attach.js'),
        import('../seed/seed-demo.js'),
      ]);
      const { publicUrl } = config.http;
      const demo = await withDatabase(config, (urls, secret) => seedDemo({ urls, publicUrl, secret }));
      say(`The demo is loaded. A live invitation: ${demo.invitationUrl}`);
    });
}
