import type { Command } from 'commander';
import { Argument } from 'commander';
import type { MeasureOptions } from '../measure/options.js';
import { flagOf, statisticOptions } from '../measure/options.js';
import type { Statistic, StatisticName } from '../measure/statistics.js';
import { columnsOf, statisticNames, statistics } from '../measure/statistics.js';
import { say, table } from '../workspace/terminal.js';

type CommandOptions = MeasureOptions & { in: string; json?: true };

export function addMeasureCommand(program: Command): void {
  const command = program
    .command('measure')
    .description('Compute a statistic of the rows of a file, or say why it cannot be computed and what would help.')
    .addArgument(new Argument('<statistic>', 'one of the list below').choices(statisticNames))
    .requiredOption('--in <file>', 'the rows: .csv with headings, or .json with an array of objects')
    .option('--json', 'print everything that was found out as JSON');
  for (const option of statisticOptions()) command.addOption(option);
  command.addHelpText('after', () => `\n${statisticsHelp()}`);
  command.action(async (statistic: StatisticName, { in: file, json, ...options }: CommandOptions) => {
    const { measure } = await import('../measure/measure.js');
    const { text, outcome, ...measured } = await measure(statistic, file, options);
    say(json === true ? JSON.stringify({ ...measured, options, result: outcome }, null, 2) : text);
  });
}

function statisticsHelp(): string {
  const rows = statisticNames.map((name) => {
    const statistic: Statistic = statistics[name];
    return [name, statistic.title, columnsOf(statistic).join(', '), statistic.options.map(flagOf).join(' ')];
  });
  return table(['statistic', 'what it is', 'columns (? may be left out)', 'options'], rows);
}
