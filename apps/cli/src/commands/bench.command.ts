import type { Command } from 'commander';
import { Option } from 'commander';
import type { BenchPart, SuiteName } from '../bench/grading/effort.js';
import { benchParts, quick, suiteNames, thorough } from '../bench/grading/effort.js';
import { complain, say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

export function addBenchCommand(program: Command, { config, signal }: CommandContext): void {
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
  addBenchGrading(bench, { config, signal });
}

interface GradingOptions {
  full?: true;
  json?: true;
  markdown?: true;
  part: BenchPart[];
  suite: SuiteName[];
}

function addBenchGrading(bench: Command, { config, signal }: Pick<CommandContext, 'config' | 'signal'>): void {
  bench
    .command('grading')
    .description('Time gradings beside bare pytest and one container per submission, by turns in one run; needs a Docker engine.')
    .option('--full', 'more rounds and a longer load: half an hour instead of some minutes')
    .addOption(new Option('--part <part...>', 'measure only these').choices(benchParts).default(benchParts, 'all'))
    .addOption(new Option('--suite <suite...>', 'grade only these').choices(suiteNames).default(suiteNames, 'all'))
    .addOption(new Option('--markdown', "print the tables of the handbook's page").conflicts('json'))
    .option('--json', 'print everything that was measured as JSON')
    .action(async (options: GradingOptions) => {
      const [{ benchGrading }, { gradingMarkdown, gradingMessage }] = await Promise.all([
        import('../bench/grading/bench-grading.js'),
        import('../bench/grading/grading-message.js'),
      ]);
      const effort = { ...(options.full === true ? thorough : quick), parts: options.part, suites: options.suite };
      const measured = await benchGrading(config(), effort, complain, signal);
      const text = options.markdown === true ? gradingMarkdown : gradingMessage;
      say(options.json === true ? JSON.stringify(measured, null, 2) : text(measured));
    });
}
