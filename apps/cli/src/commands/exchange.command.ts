import path from 'node:path';
import { AssayError, workingFolder } from '@assay/platform';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { ImportedExercise } from '../exchange/imported-exercise.js';
import { say } from '../workspace/terminal.js';

interface ImportOptions {
  from: 'assay' | 'kattis' | 'prairielearn';
  within?: string;
  slug?: string;
  competency?: string;
  minutes: string;
  own: boolean;
}

export function addExchangeCommands(program: Command): void {
  program
    .command('export')
    .description('Write an exercise into a zip archive, for another installation to import.')
    .argument('<exercise>', 'slug or folder')
    .option('--to <file>', 'the archive; without it <slug>.zip in the folder where you are')
    .action(async (exercise: string, options: { to?: string }) => {
      const { exportExercise } = await import('../exchange/package-archive.js');
      const named = exercise.includes('/') ? path.resolve(workingFolder(), exercise) : exercise;
      const file = path.resolve(workingFolder(), options.to ?? `${path.basename(exercise)}.zip`);
      const hash = await exportExercise(named, file);
      say(`${file}\npackage ${hash}`);
    });
  program
    .command('import')
    .description('Take an exercise from an archive or a folder into the catalogue. It is checked before anything is written.')
    .argument('<archive>', 'a .zip that export wrote, another archive, or a folder')
    .addOption(new Option('--from <format>', 'whose package it is').choices(['assay', 'kattis', 'prairielearn']).default('assay'))
    .option('--within <folder>', "where its folder is made, instead of the catalogue's")
    .option('--slug <name>', "the exercise's name, for packages of others; without it that of the archive or folder")
    .option('--competency <id>', 'what it is evidence for, such as K2; packages of others do not say')
    .option('--minutes <number>', 'how long candidates have; packages of others do not say', '30')
    .option('--own', 'the problem is yours, whatever its licence says', false)
    .action(async (archive: string, options: ImportOptions) => {
      const { exercisesFolder } = await import('@assay/catalogue');
      const within = options.within === undefined ? exercisesFolder : path.resolve(workingFolder(), options.within);
      const location = path.resolve(workingFolder(), archive);
      if (options.from === 'assay') {
        const { importExercise } = await import('../exchange/package-archive.js');
        const folder = await importExercise(location, within);
        say(`${folder}\nVerify it before you use it: npm run assay -- verify ${folder}`);
        return;
      }
      const { importForeign } = await import('../exchange/import-foreign.js');
      if (options.competency === undefined) {
        throw new AssayError('usage-wrong', 'Say --competency: the package does not tell what the exercise is evidence for.');
      }
      const { from, slug, competency, minutes, own } = options;
      const wishes = { slug, competency, minutes: Number(minutes), within };
      const imported = await importForeign(location, from, wishes, own);
      say(importMessage(imported));
    });
}

function importMessage({ folder, leftOut, missing }: ImportedExercise): string {
  const list = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', head, ...lines.map((line) => `  ${line}`)];
  return [
    folder,
    ...list('Not carried over:', leftOut),
    ...list('Still to do before it can be verified:', missing),
    '',
    `Then: npm run assay -- verify ${folder} --write-manifest`,
  ].join('\n');
}
