import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ImageProfile } from '@assay/contracts';
import { imageProfile } from '@assay/contracts';
import type { AssayConfig } from '@assay/platform';
import { DockerDriver, defaultRecipeFolder } from '@assay/sandbox';
import { dockerOptions } from '../grade/open-driver.js';
import { say } from '../workspace/terminal.js';

/** Makes sure that the engine has the image of every profile that there is a recipe for. */
export async function ensureSandboxImages(
  config: Pick<AssayConfig, 'cache' | 'sandbox'>,
  host: string,
  signal?: AbortSignal,
): Promise<void> {
  const driver = new DockerDriver(await dockerOptions(config, host));
  try {
    for (const profile of await profilesWithRecipe()) {
      const { version } = await driver.ensureImage(profile, {
        onProgress: tellSteps,
        ...(signal === undefined ? {} : { signal }),
      });
      say(`Sandbox image ${profile}, version ${version}`);
    }
  } finally {
    await driver.close();
  }
}

async function profilesWithRecipe(): Promise<ImageProfile[]> {
  const locks = await readdir(path.join(defaultRecipeFolder, 'requirements'));
  return imageProfile.options.filter((profile) => locks.includes(`${profile}.txt`));
}

/** A build says every line of every tool; a person wants to know the step. */
function tellSteps(line: string): void {
  if (/^(Step \d|Building|Downloading|Pulling)/.test(line)) {
    say(`  ${line}`);
  }
}
