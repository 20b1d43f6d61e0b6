import path from 'node:path';
import { workingFolder } from '@assay/platform';
import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';
import { driverOption, repeatOption } from './options.js';

interface VerifyOptions {
  driver: 'auto' | 'docker' | 'bubblewrap';
  repeat: number;
  writeManifest: boolean;
  mutants: boolean;
  allMutants: boolean;
  full: boolean;
  cache: boolean;
  roles: boolean;
  json: boolean;
}

/** How often `--full` grades each example. */
const fullRepeat = 10;

export function addVerifyCommand(program: Command, context: CommandContext): void {
  program
    .command('verify')
    .description('Verify exercises in the real sandbox: 0 they verify, 1 they do not, 2 they cannot be read.')
    .argument('[exercise...]', 'slugs or folders; without any, the whole catalogue')
    .addOption(driverOption())
    .addOption(repeatOption())
    .option('--write-manifest', 'first list the tests that the reference solution collects, in manifest.json', false)
    .option('--mutants', 'also grade a sample of mutants of the reference: hidden tests must kill 90 % of them', false)
    .option('--all-mutants', 'grade every mutant instead of a sample', false)
    .option(
      '--full',
      `grade each example ${String(fullRepeat)} times, mutants, and submissions made to attack the exercise`,
      false,
    )
    .option('--no-cache', 'verify again what has not changed')
    .option('--roles', 'instead list for every role which exercises cover what it asks for', false)
    .option('--json', 'print what was found out as JSON', false)
    .action((named: string[], options: VerifyOptions) =>
      options.roles ? runRoles(options, context) : run(named, options, context),
    );
}

async function run(named: string[], options: VerifyOptions, { config, signal, exitWith }: CommandContext): Promise<void> {
  const [{ verify }, { verificationMessage, verdictMessage }, { usualMutants }] = await Promise.all([
    import('../grade/verify.js'),
    import('../grade/verify-message.js'),
    import('@assay/grading'),
  ]);
  const { driver, writeManifest, full, allMutants } = options;
  const verified = await verify(
    config(),
    {
      exercises: named.map((name) => (name.includes('/') ? path.resolve(workingFolder(), name) : name)),
      driver,
      writeManifest,
      cached: options.cache,
      repeat: full ? Math.max(options.repeat, fullRepeat) : options.repeat,
      hostile: full,
      mutants: allMutants ? Infinity : full || options.mutants ? usualMutants : null,
      // As they are done, so that a run that is stopped has said what it found.
      onVerified: (found) => {
        if (!options.json) say(`${verificationMessage(found)}\n`);
      },
    },
    signal,
  );
  say(options.json ? JSON.stringify(verified, null, 2) : verdictMessage(verified));
  exitWith(verified.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.negative);
}

async function runRoles({ json }: VerifyOptions, { exitWith }: CommandContext): Promise<void> {
  const { coverRoles, coverageMessage } = await import('../grade/verify-roles.js');
  const coverage = await coverRoles();
  say(json ? JSON.stringify(coverage, null, 2) : coverage.map(coverageMessage).join('\n\n'));
  exitWith(coverage.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.negative);
}
