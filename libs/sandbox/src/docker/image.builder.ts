import type Docker from 'dockerode';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import type { ImageRecipe } from '../image.recipe.js';
import { SandboxError } from '../sandbox.error.js';
import type { ProgressOptions } from '../sandbox.port.js';

/** The image that the Dockerfile starts from. Conventional and public; where it cannot be pulled, provisioning makes it from Debian. */
export const baseImage = 'debian:trixie-slim';

interface BuildEvent {
  stream?: string;
  error?: string;
  status?: string;
}

/** The base image, pulled where it is missing. @throws SandboxError `base-image-missing` */
export async function ensureBaseImage(docker: Docker, { onProgress }: ProgressOptions): Promise<void> {
  if (await imageExists(docker, baseImage)) return;
  onProgress?.(`Pulling ${baseImage}`);
  try {
    const stream = await docker.pull(baseImage);
    await follow(docker, stream, onProgress);
  } catch (error) {
    throw new SandboxError(
      'base-image-missing',
      `The base image ${baseImage} is not on the Docker engine and cannot be pulled. Make it, and the sandbox images, with: npm run assay -- provision --images`,
      error,
    );
  }
}

/** Bytes, shared layers included. */
export async function imageSize(docker: Docker, name: string): Promise<number> {
  const { Size: size } = await docker.getImage(name).inspect();
  return size;
}

export async function imageExists(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getImage(name).inspect();
    return true;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return false;
    throw error;
  }
}

/**
 * Builds one profile from its recipe with the classic builder.
 *
 * @param wheels name of a lock → the folder with its wheels
 * @throws SandboxError `image-build-failed`
 */
export async function buildImage(
  docker: Docker,
  name: string,
  recipe: ImageRecipe,
  wheels: ReadonlyMap<string, string>,
  options: ProgressOptions,
): Promise<void> {
  const context = pack();
  for (const { path, content } of recipe.files) context.entry({ name: path, mode: 0o644 }, content);
  for (const [lock, folder] of wheels) {
    for (const wheel of await readdir(folder)) {
      context.entry({ name: `wheels/${lock}/${wheel}`, mode: 0o644 }, await readFile(join(folder, wheel)));
    }
  }
  context.finalize();
  const labels = { 'assay.image': recipe.profile, 'assay.version': recipe.version };
  try {
    // The class of streams that tar-stream makes is not Node's own, but is read as one.
    const stream = await docker.buildImage(context as unknown as NodeJS.ReadableStream, {
      t: name,
      target: recipe.target,
      buildargs: recipe.target === 'profile' ? { PROFILE: recipe.profile } : {},
      networkmode: 'host',
      rm: true,
      forcerm: true,
      labels,
    });
    await follow(docker, stream, options.onProgress);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SandboxError('image-build-failed', `The sandbox image ${recipe.profile} could not be built: ${why}`, error);
  }
}

function follow(docker: Docker, stream: NodeJS.ReadableStream, onProgress: ProgressOptions['onProgress']): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: string | undefined;
    docker.modem.followProgress(
      stream,
      (error) => {
        if (error !== null) reject(error);
        else if (failure !== undefined) reject(new Error(failure));
        else resolve();
      },
      (event: BuildEvent) => {
        failure ??= event.error;
        const line = (event.stream ?? event.status ?? '').trim();
        if (line !== '') onProgress?.(line);
      },
    );
  });
}
