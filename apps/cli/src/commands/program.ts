import { Command } from 'commander';
import { addAuditCommand } from './audit.command.js';
import { addBenchCommand } from './bench.command.js';
import { addCheckCommand } from './check.command.js';
import type { CommandContext } from './context.js';
import { addEngineFilterCommand } from './engine-filter.command.js';
import { addExchangeCommands } from './exchange.command.js';
import { addGradeCommand } from './grade.command.js';
import { addMeasureCommand } from './measure.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addNewCommand } from './new.command.js';
import { addOpenApiCommand } from './openapi.command.js';
import { addProvisionCommand } from './provision.command.js';
import { addSeedCommand } from './seed.command.js';
import { addTestCommand } from './test.command.js';
import { addUpCommand } from './up.command.js';
import { addVerifyCommand } from './verify.command.js';

/** The command line. What a command needs is loaded when it runs. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('assay')
    .description('Technical interview assessments whose every number has an error bar and leads back to evidence.')
    .showHelpAfterError('Run `npm run assay -- --help` to see every command.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) });
  for (const add of [
    addUpCommand,
    addProvisionCommand,
    addGradeCommand,
    addVerifyCommand,
    addNewCommand,
    addExchangeCommands,
    addSeedCommand,
    addMigrateCommand,
    addOpenApiCommand,
    addAuditCommand,
    addMeasureCommand,
    addBenchCommand,
    addEngineFilterCommand,
    addCheckCommand,
    addTestCommand,
  ]) {
    add(program, context);
  }
  return program;
}

/** `error: unknown option '--x'` as a sentence. */
function asSentence(text: string): string {
  const said = text
    .replace(/^error: /, '')
    .replace(/\n\((.*)\)\s*$/, '. $1')
    .trimEnd();
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?]$/.test(said) ? '' : '.'}\n`;
}
