import path from 'node:path';
import type { Harness } from '@assay/contracts';
import { harnesses } from '@assay/contracts';
import { AssayError, workingFolder } from '@assay/platform';
import type { Command } from 'commander';
import { Option } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';

interface NewOptions {
  harness?: Harness;
  title?: string;
  competency?: string;
  minutes?: string;
  within?: string;
}

export function addNewCommand(program: Command, { signal }: CommandContext): void {
  program
    .command('new')
    .description('Begin something new for the catalogue.')
    .command('exercise')
    .description('Make a small exercise that verifies as it is, for you to change into yours. Asks for what is not given.')
    .argument('<slug>', 'its name: lower-case words joined by hyphens')
    .addOption(new Option('--harness <name>', 'how work is graded').choices([...harnesses]))
    .option('--title <text>', 'what candidates read above the statement')
    .option('--competency <id>', 'what it is evidence for, such as K2')
    .option('--minutes <number>', 'how long candidates have')
    .option('--within <folder>', "where its folder is made, instead of the catalogue's")
    .action(async (slug: string, options: NewOptions) => {
      const { newExercise } = await import('../authoring/new-exercise.js');
      const { harness, title, competency, minutes } = await complete(slug, options, signal);
      const within = options.within === undefined ? undefined : path.resolve(workingFolder(), options.within);
      const folder = await newExercise({ slug, harness, title, competency, minutes: Number(minutes), within });
      say(`${folder}\nIt verifies as it is: npm run assay -- verify ${within === undefined ? slug : folder}`);
    });
}

type Complete = Required<Omit<NewOptions, 'within'>>;

/** Asks for what was not given, where there is somebody to ask. */
async function complete(slug: string, options: NewOptions, signal: AbortSignal): Promise<Complete> {
  const [{ ask, canAsk }, { competencies }] = await Promise.all([
    import('../authoring/ask.js'),
    import('../authoring/exercise-wishes.js'),
  ]);
  const missing = (['harness', 'title', 'competency', 'minutes'] as const).filter((name) => options[name] === undefined);
  if (missing.length > 0 && !canAsk()) {
    const flags = missing.map((name) => `--${name}`).join(', ');
    throw new AssayError('usage-wrong', `There is no terminal to ask at; say ${flags}.`);
  }
  const known = await competencies();
  const oneOf = (names: readonly string[]) => (answer: string) =>
    names.includes(answer) ? null : `Choose one of ${names.join(', ')}.`;
  const harness =
    options.harness ??
    (await ask({ text: `How is it graded? ${harnesses.join(', ')}`, otherwise: 'call', refuse: oneOf(harnesses) }, signal));
  const words = slug.replaceAll('-', ' ');
  const title =
    options.title ??
    (await ask({ text: 'Title?', otherwise: words.charAt(0).toUpperCase() + words.slice(1), refuse: () => null }, signal));
  const list = [...known].map(([id, name]) => `  ${id} ${name}`).join('\n');
  const competency =
    options.competency ??
    (await ask(
      {
        text: `Evidence for which competency?\n${list}\n`,
        otherwise: [...known.keys()][0] ?? '',
        refuse: oneOf([...known.keys()]),
      },
      signal,
    ));
  const isMinutes = (answer: string) => (/^\d{1,3}$/.test(answer) ? null : 'Say a number of minutes.');
  const minutes = options.minutes ?? (await ask({ text: 'Minutes?', otherwise: '20', refuse: isMinutes }, signal));
  return { harness: harness as Harness, title, competency, minutes };
}
