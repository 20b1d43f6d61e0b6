import { requireSecret } from '@assay/platform';
import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addMigrateCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description(
      "Bring the database that the roles' URLs name into the newest shape; with a superuser's DATABASE_URL make the roles first.",
    )
    .option('--demo', 'load the demo too', false)
    .option('--no-demo', 'leave the demo out (as without the option)')
    .action(async (options: { demo: boolean }) => {
      const config = context.config();
      const { migrateGiven } = await import('../embedded/migrate.js');
      const urls = await migrateGiven(config);
      say('The database is up to date');
      if (options.demo) {
        const { seedDemo } = await import('../seed/seed-demo.js');
        const demo = await seedDemo({ urls, publicUrl: config.http.publicUrl, secret: requireSecret(config) });
        say(`The demo is loaded. A live invitation: ${demo.invitationUrl}`);
      }
    });
}
