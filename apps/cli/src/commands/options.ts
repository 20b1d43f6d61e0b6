import { InvalidArgumentError, Option } from 'commander';

/** Which sandbox driver to use; without it, the best one that can be used here. */
export function driverOption(): Option {
  return new Option('--driver <name>', 'sandbox driver; without it Docker where an engine answers, else bubblewrap')
    .choices(['docker', 'bubblewrap'])
    .default('auto', 'the best that can be used here');
}

/** How often to do it. */
export function repeatOption(): Option {
  return new Option('--repeat <times>', 'grade so many times and compare the results').argParser(repeats).default(1);
}

function repeats(text: string): number {
  const times = Number(text);
  if (!Number.isInteger(times) || times < 1 || times > 1_000) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 1000.');
  }
  return times;
}
