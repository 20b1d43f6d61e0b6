import { once } from 'node:events';
import type { AssayConfig } from '@assay/platform';
import { AssayError, createLogger } from '@assay/platform';
import { defaultRecipeFolder, readSeccompProfiles } from '@assay/sandbox';
import { EngineFilter } from './engine-filter.js';

/**
 * Runs the filter in front of the engine at DOCKER_HOST until the signal.
 *
 * @throws AssayError `usage-wrong` when DOCKER_HOST is no socket.
 */
export async function serveEngineFilter(config: AssayConfig, port: number, signal: AbortSignal): Promise<void> {
  const host = config.sandbox.docker.host ?? 'unix:///var/run/docker.sock';
  if (!host.startsWith('unix://')) {
    throw new AssayError('usage-wrong', 'The filter stands before a socket: set DOCKER_HOST to unix:// and its path.');
  }
  const logger = createLogger(config, 'engine-filter');
  const filter = new EngineFilter({
    socketPath: host.slice('unix://'.length),
    seccomp: await readSeccompProfiles(defaultRecipeFolder),
    onRefusal: (sentence) => logger.warn(sentence),
  });
  filter.server.listen(port);
  await once(filter.server, 'listening');
  logger.info({ port }, 'ready');
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  filter.server.closeAllConnections();
  filter.server.close();
}
