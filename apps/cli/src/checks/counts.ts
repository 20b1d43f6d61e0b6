import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const failure = z.object({ test: z.string(), reason: z.string() });
const counts = z.object({ passed: z.int(), skipped: z.int(), failures: z.array(failure) });

/** What was counted, and the projects that ended without a count: their run broke before its end. */
export interface Sum extends z.infer<typeof counts> {
  unfinished: string[];
}

export function emptySum(): Sum {
  return { passed: 0, skipped: 0, failures: [], unfinished: [] };
}

/**
 * Adds up the counts that the runs left behind.
 *
 * @param files a file for every project.
 */
export async function sumCounts(files: ReadonlyMap<string, string>): Promise<Sum> {
  const sum = emptySum();
  for (const [project, file] of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
      sum.unfinished.push(project);
      continue;
    }
    addTo(sum, { ...counts.parse(JSON.parse(text)), unfinished: [] });
  }
  return sum;
}

export function addTo(sum: Sum, more: Sum): void {
  sum.passed += more.passed;
  sum.skipped += more.skipped;
  sum.failures.push(...more.failures);
  sum.unfinished.push(...more.unfinished);
}

/** A test that was skipped shows nothing, and neither does a project that broke. */
export function failedOf({ failures, skipped, unfinished }: Sum): number {
  return failures.length + skipped + unfinished.length;
}

/** The last line of a test run, after what failed and why, and lines about what the numbers leave out. */
export function verdictOf(sum: Sum): string {
  const remarks = [
    ...sum.failures.map(({ test, reason }) => `✗ ${test}\n${indented(reason)}`),
    ...sum.unfinished.map((project) => `${project} ended before its tests did`),
    ...(sum.skipped > 0 ? [`${sum.skipped} skipped: every test must run`] : []),
  ];
  return [...remarks, `${sum.passed} passed, ${failedOf(sum)} failed`].join('\n');
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
