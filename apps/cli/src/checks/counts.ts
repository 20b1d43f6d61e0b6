import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const counts = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() });
export type Counts = z.infer<typeof counts>;

/** What was counted, and the projects that ended without a count: their run broke before its end. */
export interface Sum extends Counts {
  unfinished: string[];
}

/**
 * Adds up the counts that the runs left behind.
 *
 * @param files a file for every project.
 */
export async function sumCounts(files: ReadonlyMap<string, string>): Promise<Sum> {
  const sum: Sum = { passed: 0, failed: 0, skipped: 0, unfinished: [] };
  for (const [project, file] of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
      sum.unfinished.push(project);
      continue;
    }
    addTo(sum, counts.parse(JSON.parse(text)));
  }
  return sum;
}

export function addTo(sum: Counts, more: Counts): void {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
}

/** Whether everything ran and held: a test that was skipped shows nothing. */
export function allHeld({ failed, skipped, unfinished }: Sum): boolean {
  return failed === 0 && skipped === 0 && unfinished.length === 0;
}

/** The last line of a test run, after lines about what the numbers leave out. */
export function verdictOf(sum: Sum): string {
  const remarks = [
    ...sum.unfinished.map((project) => `${project} ended before its tests did`),
    ...(sum.skipped > 0 ? [`${sum.skipped} skipped: every test must run`] : []),
  ];
  return [...remarks, `${sum.passed} passed, ${sum.failed + sum.skipped + sum.unfinished.length} failed`].join('\n');
}
