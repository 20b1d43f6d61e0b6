import type { AssayConfig } from '@assay/platform';
import { AssayError, startStopwatch } from '@assay/platform';
import type { SandboxImageProfile } from '@assay/sandbox';
import { DockerDriver, SandboxError } from '@assay/sandbox';
import { dockerOptions } from '../grade/open-driver.js';
import { duration, say } from '../workspace/terminal.js';

/**
 * Makes sure that the engine has the images of these profiles, and says how large each is.
 *
 * @throws AssayError `set-up-failed` with what helps.
 */
export async function ensureSandboxImages(
  config: Pick<AssayConfig, 'cache' | 'sandbox'>,
  host: string,
  profiles: readonly SandboxImageProfile[],
  signal?: AbortSignal,
): Promise<void> {
  const driver = new DockerDriver(await dockerOptions(config, host));
  try {
    for (const profile of profiles) {
      await ensureSandboxImage(driver, profile, signal);
    }
  } catch (thrown) {
    throw thrown instanceof SandboxError ? new AssayError('set-up-failed', thrown.message, { cause: thrown }) : thrown;
  } finally {
    await driver.close();
  }
}

async function ensureSandboxImage(
  driver: DockerDriver,
  profile: SandboxImageProfile,
  signal: AbortSignal | undefined,
): Promise<void> {
  const watch = startStopwatch();
  const wasThere = await driver.hasImage(await driver.describeImage(profile));
  const image = await driver.ensureImage(profile, { onProgress: tellSteps, signal });
  const megabytes = Math.round((await driver.imageSize(image)) / 1e6);
  const how = wasThere ? 'it was there already' : `made in ${duration(watch.elapsedMs())}`;
  say(`Sandbox image ${profile}, version ${image.version}, ${megabytes} MB: ${how}`);
}

/** A build says every line of every tool; a person wants to know the step. */
function tellSteps(line: string): void {
  if (/^(Step \d|Building the|Downloading|Pulling)/.test(line)) {
    say(`  ${line}`);
  }
}
