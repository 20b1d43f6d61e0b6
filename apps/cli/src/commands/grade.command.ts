import path from 'node:path';
import type { Verdict } from '@assay/contracts';
import { workingFolder } from '@assay/platform';
import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';
import { driverOption, repeatOption } from './options.js';

interface GradeOptions {
  exercise: string;
  submission: string;
  driver: 'auto' | 'docker' | 'bubblewrap';
  repeat: number;
  json?: true;
}

export function addGradeCommand(program: Command, { config, signal, exitWith }: CommandContext): void {
  program
    .command('grade')
    .description('Grade a submission without the platform: 0 accepted, 1 not accepted, 2 wrong usage, 3 platform fault.')
    .requiredOption('--exercise <slug|folder>', 'the exercise')
    .requiredOption('--submission <folder|archive>', 'the files: a folder, .zip, .tar, .tar.gz or .tgz')
    .addOption(driverOption())
    .addOption(repeatOption())
    .option('--json', 'print everything that was found out as JSON')
    .action(async (options: GradeOptions) => {
      const [{ grade }, { gradeMessage }] = await Promise.all([import('../grade/grade.js'), import('../grade/grade-message.js')]);
      const submission = path.resolve(workingFolder(), options.submission);
      const exercise = options.exercise.includes('/') ? path.resolve(workingFolder(), options.exercise) : options.exercise;
      const answer = await grade(config(), { ...options, exercise, submission }, signal);
      say(options.json === true ? JSON.stringify(answer, null, 2) : gradeMessage(answer));
      exitWith(exitCodeOf(answer.verdict));
    });
}

function exitCodeOf(verdict: Verdict): number {
  if (verdict === 'accepted') {
    return exitCodes.ok;
  }
  return verdict === 'judge-error' ? exitCodes.platformFault : exitCodes.negative;
}
