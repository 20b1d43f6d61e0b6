import { describe, expect, it } from '@jest/globals';
import { intakeLimits, issuesOfFiles } from './intake.js';

function refused(...paths: string[]): string[] {
  return issuesOfFiles(paths.map((path) => ({ path, content: '' }))).map(({ path }) => path);
}

describe('files that are handed in', () => {
  it('are taken when they are plain text under plain names', () => {
    const files = ['solution.py', 'pkg/__init__.py', '.github/workflows/ci.yml', 'a-b/c_d.txt'];
    expect(issuesOfFiles(files.map((path) => ({ path, content: 'grüße 🙂\n' })))).toEqual([]);
  });

  it.each(['../solution.py', '/etc/passwd', 'a//b', './a', 'a\\b', 'ä.py', 'a b', 'a/..', '', 'x'.repeat(201)])(
    'are refused under the name %j',
    (path) => {
      expect(refused(path)).toEqual([path]);
    },
  );

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
});
