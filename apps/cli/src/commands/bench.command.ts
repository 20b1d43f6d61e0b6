import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addBenchCommand(program: Command, { signal }: CommandContext): void {
  const bench = program.command('bench').description('Measure what the product claims about itself.');
  bench
    .command('measurement')
    .description('Time the severity model, and compare raw with adjusted scores where the truth is known.')
    .option('--full', 'more repetitions and simulated panels: some minutes instead of some seconds')
    .option('--json', 'print everything that was measured as JSON')
    .action(async (options: { full?: true; json?: true }) => {
      const [{ benchMeasurement, quick, thorough }, { benchMessage }] = await Promise.all([
        import('../bench/bench-measurement.js'),
        import('../bench/bench-message.js'),
      ]);
      const measured = await benchMeasurement(options.full === true ? thorough : quick, signal);
      say(options.json === true ? JSON.stringify(measured, null, 2) : benchMessage(measured));
    });
}
