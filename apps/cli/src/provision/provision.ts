import type { AssayConfig } from '@assay/platform';
import { say } from '../workspace/terminal.js';
import { ensureBaseImage } from './base-image.js';
import { dockerAt } from './docker.js';
import { ensureEngine, findEngine } from './engine.js';
import { installNeeds, missingNeeds } from './packages.js';
import { ensureSandboxImages } from './sandbox-images.js';
import { ensureStandIns } from './stand-ins.js';

export interface Provisioning {
  /** Make the sandbox images too. */
  images: boolean;
  /** Make sure of the public images that docker-compose.yml names. */
  standIns: boolean;
}

/**
 * Brings this machine everything that the tests and the sandboxes need; what is there is left alone.
 *
 * @returns the host of the engine that answers.
 * @throws AssayError `set-up-failed` or `engine-unavailable` with what to do about it.
 */
export async function provision(
  config: AssayConfig,
  wanted: Provisioning,
  signal?: AbortSignal,
): Promise<{ dockerHost: string }> {
  const engineAnswers = (await findEngine(config)) !== undefined;
  await installNeeds(await missingNeeds(engineAnswers), signal);
  const dockerHost = await ensureEngine(config);
  say(`Docker engine at ${dockerHost}`);
  const docker = dockerAt(dockerHost);
  await ensureBaseImage(docker, config, signal);
  if (wanted.standIns) {
    await ensureStandIns(docker, signal);
  }
  if (wanted.images) {
    await ensureSandboxImages(config, dockerHost, signal);
  }
  return { dockerHost };
}
