import { hostFrame } from './frames.js';
import { SandboxError } from './sandbox.error.js';
import { SandboxLink } from './sandbox.link.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import type { Implementations } from './mutants.run.js';

const deadlineMs = 60_000;
const size = { memoryMb: 256, pids: 16, tmpMb: 8 };

/**
 * The sources of all variants as `assay_runner/normalise.py` writes them, by name. A sandbox of its own reads them as data, so that a
 * submission sandbox never holds anything but the outcome.
 *
 * @throws SandboxError `variants-unusable` when one is no Python that can be read
 */
export async function normalisedVariants(
  driver: SandboxDriver,
  image: SandboxImage,
  implementations: Implementations,
  links: SandboxLink[],
): Promise<Map<string, string>> {
  const { sources, problems } = await normalise(driver, image, implementations, links);
  if (sources.size === 0) throw new SandboxError('variants-unusable', problems.join(' '));
  return sources;
}

/**
 * What could tell the variants of an exercise apart without running them, in sentences for its author.
 *
 * @throws SandboxError for faults of the platform
 */
export async function problemsOfVariants(
  driver: SandboxDriver,
  image: SandboxImage,
  implementations: Implementations,
): Promise<string[]> {
  return (await normalise(driver, image, implementations, [])).problems;
}

async function normalise(
  driver: SandboxDriver,
  image: SandboxImage,
  { variants, given }: Implementations,
  links: SandboxLink[],
): Promise<{ sources: Map<string, string>; problems: string[] }> {
  const link = await SandboxLink.open(driver, { role: 'static', image, ...size, lifeMs: 2 * deadlineMs }, links);
  try {
    await link.message('ready', deadlineMs);
    const correct = variants.correct.map((variant) => ({ ...variant, base: null }));
    link.send(hostFrame({ t: 'job', files: [], given, variants: [...correct, ...variants.faulty] }));
    const sources = new Map<string, string>();
    const finish = await link.message('finish', deadlineMs, ({ t, name, source }) => {
      if (t === 'normalised') sources.set(String(name), String(source));
    });
    return { sources, problems: finish['problems'] as string[] };
  } finally {
    void link.dispose();
  }
}
