import type { Command } from 'commander';
import { say } from '../workspace/terminal.js';
import type { CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';

export function addAuditCommand(program: Command, { config, exitWith }: CommandContext): void {
  const audit = program.command('audit').description('Look after the audit log.');
  audit
    .command('verify')
    .description("Recompute every tenant's chain of audit events and say whether all of it fits.")
    .action(async () => {
      const { verifyAudit } = await import('../audit/verify-audit.js');
      const { report, intact } = await verifyAudit(config());
      say(report);
      exitWith(intact ? exitCodes.ok : exitCodes.negative);
    });
}
