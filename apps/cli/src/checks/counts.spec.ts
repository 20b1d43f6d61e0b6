import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { failedOf, sumCounts, verdictOf } from './counts.js';

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

const ran = { passed: 3, skipped: 0, failures: [] };
const failure = { test: 'src/a.spec.ts › a sum adds', reason: 'expected 3\nreceived 4' };

describe('the sum of all tests', () => {
  it('adds projects up, names what failed and why, and ends with one line', async () => {
    const sum = await sumCounts(await runs({ a: ran, b: { passed: 4, skipped: 0, failures: [failure] } }));
    expect(verdictOf(sum)).toBe('✗ src/a.spec.ts › a sum adds\n    expected 3\n    received 4\n7 passed, 1 failed');
    expect(failedOf(sum)).toBe(1);
  });

  it('holds when everything passed', async () => {
    const sum = await sumCounts(await runs({ a: ran }));
    expect(verdictOf(sum)).toBe('3 passed, 0 failed');
    expect(failedOf(sum)).toBe(0);
  });

  it('counts what was skipped as failed', async () => {
    const sum = await sumCounts(await runs({ a: { ...ran, skipped: 2 } }));
    expect(verdictOf(sum)).toBe('2 skipped: every test must run\n3 passed, 2 failed');
    expect(failedOf(sum)).toBe(2);
  });

  it('counts a project that broke before its end', async () => {
    const sum = await sumCounts(await runs({ a: ran, b: undefined }));
    expect(verdictOf(sum)).toBe('b ended before its tests did\n3 passed, 1 failed');
    expect(failedOf(sum)).toBe(1);
  });
});
