import path from 'node:path';
import { workingFolder } from '@assay/platform';
import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';

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
    .argument('<archive>', 'a .zip that export wrote, another archive of an exercise, or its folder')
    .option('--within <folder>', "where its folder is made, instead of the catalogue's")
    .action(async (archive: string, options: { within?: string }) => {
      const [{ importExercise }, { exercisesFolder }] = await Promise.all([
        import('../exchange/package-archive.js'),
        import('@assay/catalogue'),
      ]);
      const within = options.within === undefined ? exercisesFolder : path.resolve(workingFolder(), options.within);
      const folder = await importExercise(path.resolve(workingFolder(), archive), within);
      say(`${folder}\nVerify it before you use it: npm run assay -- verify ${folder}`);
    });
}
