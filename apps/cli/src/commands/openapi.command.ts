import process from 'node:process';
import { AssayError } from '@assay/platform';
import type { Command } from 'commander';
import type { CommandContext } from './context.js';

export function addOpenApiCommand(program: Command, { signal }: CommandContext): void {
  program
    .command('openapi')
    .description('Print the OpenAPI 3.1 document of the HTTP API.')
    .action(async () => {
      const [{ run }, { compileServers }, { inRoot }] = await Promise.all([
        import('../processes/run.js'),
        import('../workspace/build.js'),
        import('../workspace/paths.js'),
      ]);
      await compileServers(signal);
      const { code, stdout, output } = await run(process.execPath, [inRoot('apps/api/dist/print-openapi.js')], { signal });
      if (code !== 0) {
        throw new AssayError('set-up-failed', `The API could not describe itself:\n${output}`);
      }
      process.stdout.write(`${stdout}\n`);
    });
}
