import type { TextFile } from '@assay/contracts';
import { z } from 'zod';
import { hostFrame } from './frames.js';
import { SandboxLink } from './sandbox.link.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';

/** A solution with one small change, as `assay_runner/mutating.py` makes it. */
export interface SolutionMutant {
  /** The file that differs. */
  path: string;
  /** Where, in the author's source. */
  line: number;
  /** That line of the author's source, without white space around it. */
  text: string;
  /** What was changed: `` `<` became `<=` ``. */
  change: string;
  /** The whole file after the change. */
  source: string;
}

const deadlineMs = 120_000;
const size = { memoryMb: 512, pids: 16, tmpMb: 8 };
const mutantMessage = z.object({
  t: z.literal('mutant'),
  path: z.string(),
  line: z.number(),
  text: z.string(),
  change: z.string(),
  source: z.string(),
});

/**
 * Every mutant of the given Python files, in the order of files and lines, made by the Python of the image. The files are read as data
 * in a sandbox of their own; nothing of them is executed.
 *
 * @returns also, in sentences, which files could not be read
 * @throws SandboxError for faults of the platform
 */
export async function mutantsOf(
  driver: SandboxDriver,
  image: SandboxImage,
  files: readonly TextFile[],
): Promise<{ mutants: SolutionMutant[]; problems: string[] }> {
  const link = await SandboxLink.open(driver, { role: 'static', image, ...size, lifeMs: 2 * deadlineMs }, []);
  try {
    await link.message('ready', deadlineMs);
    link.send(hostFrame({ t: 'job', mutate: files.map(({ path, content }) => [path, content]) }));
    const mutants: SolutionMutant[] = [];
    const finish = await link.message('finish', deadlineMs, (message) => {
      const { success, data } = mutantMessage.safeParse(message);
      if (success) mutants.push(data);
    });
    return { mutants, problems: z.array(z.string()).parse(finish['problems']) };
  } finally {
    void link.dispose();
  }
}
