import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import type { SandboxImageProfile } from '@assay/sandbox';
import { sandboxImageProfile } from '@assay/sandbox';
import { say } from '../workspace/terminal.js';
import { ensureBaseImage } from './base-image.js';
import { dockerAt } from './docker.js';
import { ensureEngine, findEngine } from './engine.js';
import { installNeeds, missingNeeds } from './packages.js';
import { ensureSandboxImages } from './sandbox-images.js';
import { ensureStandIns } from './stand-ins.js';

export interface Provisioning {
  /** The sandbox images to make too. */
  images: readonly SandboxImageProfile[];
  /** Make sure of the public images that docker-compose.yml names. */
  standIns: boolean;
}

/**
 * The sandbox images that a person named, or all of them.
 *
 * @throws AssayError `usage-wrong` when there is none of that name.
 */
export function profilesNamed(names: readonly string[] | true): SandboxImageProfile[] {
  const known: readonly string[] = sandboxImageProfile.options;
  if (names === true) {
    return [...sandboxImageProfile.options];
  }
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AssayError('usage-wrong', `There is no sandbox image ${unknown.join(', ')}: name some of ${known.join(', ')}.`);
  }
  return sandboxImageProfile.options.filter((profile) => names.includes(profile));
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
  await ensureSandboxImages(config, dockerHost, wanted.images, signal);
  return { dockerHost };
}
