import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { posix } from 'node:path';
import { intakeLimits, issuesOfFiles } from './intake.js';

function refused(...paths: string[]): string[] {
  return issuesOfFiles(paths.map((path) => ({ path, content: '' }))).map(({ path }) => path);
}

describe('files that are handed in', () => {
  it('are taken when they are plain text under plain names', () => {
    const files = ['solution.py', 'pkg/__init__.py', '.github/workflows/ci.yml', 'a-b/c_d.txt'];
    expect(issuesOfFiles(files.map((path) => ({ path, content: 'grüße 🙂\n' })))).toEqual([]);
  });

  it.each([
    '../solution.py',
    '/etc/passwd',
    'a//b',
    './a',
    'a\\b',
    'ä.py',
    'a b',
    'a/..',
    'a.',
    'a./b',
    '...',
    '',
    'x'.repeat(201),
    'a/'.repeat(10) + 'a',
  ])('are refused under the name %j', (path) => {
    expect(refused(path)).toEqual([path]);
  });

  it('are refused when a name differs in case only, or is a file and a folder', () => {
    expect(refused('Readme.md', 'README.md')).toEqual(['README.md']);
    expect(refused('pkg', 'pkg/mod.py')).toEqual(['pkg']);
  });

  it.each([
    ['a NUL', 'x = "\0"'],
    ['half a character', 'x = "\ud83d"'],
  ])('are refused with %s inside', (_, content) => {
    expect(issuesOfFiles([{ path: 'a.py', content }])).toHaveLength(1);
  });

  it('are refused above the limits, counted in bytes', () => {
    expect(issuesOfFiles([{ path: 'a.txt', content: 'é'.repeat(500_000) }])).toEqual([]);
    expect(issuesOfFiles([{ path: 'a.txt', content: 'é'.repeat(500_001) }])).toHaveLength(1);
    const many = Array.from({ length: intakeLimits.files + 1 }, (_, index) => ({ path: `f${String(index)}`, content: '' }));
    expect(issuesOfFiles(many)).toHaveLength(1);
    const heavy = Array.from({ length: 6 }, (_, index) => ({ path: `f${String(index)}`, content: 'x'.repeat(900_000) }));
    expect(issuesOfFiles(heavy)).toEqual([{ path: '', message: 'More than 5 MB in all.' }]);
  });

  it('may be bytes that are no text, which are only counted', () => {
    expect(issuesOfFiles([{ path: 'latin.py', content: Uint8Array.of(0xe9, 0) }])).toEqual([]);
    expect(issuesOfFiles([{ path: 'big.bin', content: new Uint8Array(intakeLimits.bytesPerFile + 1) }])).toHaveLength(1);
  });
});

describe('any set of paths', () => {
  const segment = fc.oneof(
    fc.constantFrom('..', '.', '', 'con', 'A', 'a', 'b', 'solution.py', 'C:', '\u0000', '\u202e', 'é', 'e\u0301', 'a\\b', ' '),
    fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/),
    fc.string({ maxLength: 6, unit: 'binary' }),
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join('/'));
  const sets = fc.array(path, { maxLength: 12 });

  it('that is taken can be written below one folder, each file to a place of its own, on any file system', () => {
    fc.assert(
      fc.property(sets, (paths) => {
        fc.pre(refused(...paths).length === 0);
        const places = paths.map((name) => posix.normalize(`/work/${name}`));
        expect(places.every((place, index) => place === `/work/${paths[index] ?? ''}`)).toBe(true);
        const folded = places.map((place) => place.normalize('NFC').toLowerCase());
        expect(new Set(folded).size).toBe(paths.length);
        expect(folded.some((place) => folded.some((other) => other.startsWith(`${place}/`)))).toBe(false);
      }),
    );
  });

  it('that is refused stays refused in any order and with more files', () => {
    fc.assert(
      fc.property(sets, fc.infiniteStream(fc.nat()), (paths, order) => {
        fc.pre(refused(...paths).length > 0);
        const shuffled = paths.map((name) => ({ name, at: order.next().value as number })).sort((a, b) => a.at - b.at);
        expect(refused(...shuffled.map(({ name }) => name)).length).toBeGreaterThan(0);
        expect(refused(...paths, 'one-more-file-of-another-name').length).toBeGreaterThan(0);
      }),
    );
  });
});
