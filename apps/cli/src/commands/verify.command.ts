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
}

export function addVerifyCommand(program: Command, { config, signal, exitWith }: CommandContext): void {
  program
    .command('verify')
    .description('Run every example submission of exercises in the real sandbox and compare with what each must get.')
    .argument('[exercise...]', 'slugs or folders; without any, the whole catalogue')
    .addOption(driverOption())
    .addOption(repeatOption())
    .option('--write-manifest', 'first list the tests that the reference solution collects, in manifest.json', false)
    .action(async (named: string[], options: VerifyOptions) => {
      const { verify, verificationMessage } = await import('../grade/verify.js');
      const exercises = named.map((name) => (name.includes('/') ? path.resolve(workingFolder(), name) : name));
      const verifications = await verify(config(), { ...options, exercises }, signal);
      say(verifications.map(verificationMessage).join('\n\n'));
      exitWith(verifications.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.negative);
    });
}
