import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EquivalentMutant } from '@assay/contracts';
import type { LoadedExercise } from '@assay/catalogue';
import type { ExampleResult, ExerciseVerification } from '@assay/grading';
import { hashOfFiles, hashOfJson } from '@assay/platform';
import { inRoot } from '../workspace/paths.js';

/** How thoroughly exercises are verified. */
export interface VerifyDepth {
  /** How often each example is graded. */
  repeat: number;
  /** Whether the whole set of generated attacks is handed in. */
  hostile: boolean;
  /** How many mutants of the reference are graded; null for none. */
  mutants: number | null;
}

/** What came of a verification, without the reports of single gradings, which hold everything about hidden tests. */
export interface VerifiedExercise extends Omit<ExerciseVerification, 'examples'> {
  examples: Omit<ExampleResult, 'report'>[];
  /** When it was verified, for a result that was known. */
  verifiedAt?: string;
}

export function withoutReports(verification: ExerciseVerification): VerifiedExercise {
  const examples = verification.examples.map(({ name, why, required, got, problems }) => ({
    name,
    why,
    required,
    got,
    problems,
  }));
  return { ...verification, examples };
}

interface Verified {
  loaded: LoadedExercise;
  equivalents: readonly EquivalentMutant[];
  driver: string;
  imageVersion: string;
}

/** Our own code that a result depends on; the runner is part of the image. */
const judging = ['contracts', 'domain', 'platform', 'catalogue', 'sandbox', 'grading'];

/** Results of verified exercises in the user's cache. Only what verified is kept: what did not is run again. */
export class VerifyCache {
  private constructor(
    private readonly folder: string,
    private readonly subject: string,
  ) {}

  /** The results that belong to exactly this package, its examples, this image and this code. */
  static async of(cacheFolder: string, { loaded, equivalents, driver, imageVersion }: Verified): Promise<VerifyCache> {
    const examples = loaded.examples.map(({ name, files, expectation }) => [name, hashOfFiles(files), expectation]);
    const subject = hashOfJson([loaded.package.hash, examples, equivalents, driver, imageVersion, await codeHash()]);
    return new VerifyCache(path.join(cacheFolder, 'verified'), subject);
  }

  /** What is known from a verification at least as thorough as this one. */
  async read(depth: VerifyDepth): Promise<VerifiedExercise | null> {
    const text = await readFile(this.file, 'utf8').catch(() => null);
    const kept = text === null ? [] : (JSON.parse(text) as Kept[]);
    const found = kept.find((one) => isAsThorough(one.depth, depth));
    return found === undefined ? null : { ...found.verified, verifiedAt: found.at };
  }

  async write(depth: VerifyDepth, verified: VerifiedExercise): Promise<void> {
    if (!verified.ok) return;
    await mkdir(this.folder, { recursive: true });
    const text = await readFile(this.file, 'utf8').catch(() => '[]');
    const others = (JSON.parse(text) as Kept[]).filter((one) => !isAsThorough(plain(depth), one.depth));
    const kept: Kept[] = [...others, { depth: plain(depth), at: new Date().toISOString(), verified }];
    await writeFile(this.file, JSON.stringify(kept));
  }

  private get file(): string {
    return path.join(this.folder, `${this.subject}.json`);
  }
}

interface Kept {
  depth: VerifyDepth;
  at: string;
  verified: VerifiedExercise;
}

/** JSON has no number for "all". */
function plain({ repeat, hostile, mutants }: VerifyDepth): VerifyDepth {
  return { repeat, hostile, mutants: mutants === null ? null : Math.min(mutants, Number.MAX_SAFE_INTEGER) };
}

function isAsThorough(known: VerifyDepth, asked: VerifyDepth): boolean {
  return known.repeat >= asked.repeat && (known.hostile || !asked.hostile) && (known.mutants ?? 0) >= (plain(asked).mutants ?? 0);
}

/** Over what was compiled of every project whose code decides about verdicts. */
async function codeHash(): Promise<string> {
  const folders = judging.map((name) => inRoot('libs', name, 'dist'));
  const hashes = await Promise.all(
    folders.map(async (folder) => {
      const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
      return hashOfFiles(
        await Promise.all(names.map(async (name) => ({ path: name, content: await readFile(path.join(folder, name)) }))),
      );
    }),
  );
  return hashOfJson(hashes);
}
