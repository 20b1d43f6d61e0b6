import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CommandContext } from './context.js';

export function addEngineFilterCommand(program: Command, { config, signal }: CommandContext): void {
  program
    .command('engine-filter')
    .description('Stand between workers and the Docker engine at DOCKER_HOST and let through what running a sandbox takes.')
    .option('--port <number>', 'where workers reach it', wholePort, 2375)
    .action(async ({ port }: { port: number }) => {
      const { serveEngineFilter } = await import('../engine-filter/serve.js');
      await serveEngineFilter(config(), port, signal);
    });
}

function wholePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  }
  return port;
}
