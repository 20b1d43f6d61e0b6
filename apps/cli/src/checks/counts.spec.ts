import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { allHeld, sumCounts, verdictOf } from './counts.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-counts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function runs(counts: Record<string, object | undefined>): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [project, count] of Object.entries(counts)) {
    const file = path.join(folder, `${project}.json`);
    files.set(project, file);
    if (count !== undefined) {
      await writeFile(file, JSON.stringify(count));
    }
  }
  return files;
}

describe('the sum of all tests', () => {
  it('adds projects up and ends with one line', async () => {
    const sum = await sumCounts(await runs({ a: { passed: 3, failed: 0, skipped: 0 }, b: { passed: 4, failed: 1, skipped: 0 } }));
    expect(verdictOf(sum)).toBe('7 passed, 1 failed');
    expect(allHeld(sum)).toBe(false);
  });

  it('holds when everything passed', async () => {
    const sum = await sumCounts(await runs({ a: { passed: 3, failed: 0, skipped: 0 } }));
    expect(verdictOf(sum)).toBe('3 passed, 0 failed');
    expect(allHeld(sum)).toBe(true);
  });

  it('counts what was skipped as failed', async () => {
    const sum = await sumCounts(await runs({ a: { passed: 3, failed: 0, skipped: 2 } }));
    expect(verdictOf(sum)).toBe('2 skipped: every test must run\n3 passed, 2 failed');
    expect(allHeld(sum)).toBe(false);
  });

  it('counts a project that broke before its end', async () => {
    const sum = await sumCounts(await runs({ a: { passed: 3, failed: 0, skipped: 0 }, b: undefined }));
    expect(verdictOf(sum)).toBe('b ended before its tests did\n3 passed, 1 failed');
    expect(allHeld(sum)).toBe(false);
  });
});
