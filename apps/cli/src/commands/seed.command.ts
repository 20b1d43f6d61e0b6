import type { Command } from 'commander';
import { say, table } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addSeedCommand(program: Command, context: CommandContext): void {
  program
    .command('seed')
    .description('Load the demo into the database of this installation; what is there already stays.')
    .option('--record', "grade the demo's submissions on Docker instead, and keep the reports in the catalogue")
    .action(async (options: { record?: true }) => (options.record === true ? record(context) : load(context)));
}

async function load(context: CommandContext): Promise<void> {
  const config = context.config();
  const [{ withDatabase }, { seedDemo }] = await Promise.all([import('../embedded/attach.js'), import('../seed/seed-demo.js')]);
  const { publicUrl } = config.http;
  const demo = await withDatabase(config, (urls, secret) => seedDemo({ urls, publicUrl, secret }));
  const rows = demo.signIns.map(({ as, email, password }) => [as, email, password]);
  say(table(['sign in as', 'e-mail', 'password'], rows));
  say(`The demo is loaded. A live invitation: ${demo.invitationUrl}`);
}

async function record({ config, signal }: CommandContext): Promise<void> {
  const [{ withDriver }, { pieceKey, readDemo }, { recordPieces }] = await Promise.all([
    import('../grade/open-driver.js'),
    import('../seed/demo.js'),
    import('../seed/record-demo.js'),
  ]);
  const { pieces } = await readDemo();
  const rows: string[][] = [];
  await withDriver(config(), 'docker', (driver) =>
    recordPieces(
      pieces,
      driver,
      ({ piece, report, changed }) => {
        say(`${String(rows.length + 1)} of ${String(pieces.length)} graded`);
        rows.push([pieceKey(piece), report.verdict, report.score?.toFixed(4) ?? '–', changed ? 'written' : 'as before']);
      },
      signal,
    ),
  );
  say(table(['piece', 'verdict', 'score', 'report'], rows, ['score']));
}
