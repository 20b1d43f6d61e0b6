import { describe, expect, it, jest } from '@jest/globals';
import { sampleWorkspace } from '../../testing/sample-attempt.js';
import { sameFiles, Workbook } from './workbook.js';

const open = (): Workbook => new Workbook(sampleWorkspace().files, null);

describe('the files of an exercise', () => {
  it('are the starter files, with the visible tests last and locked', () => {
    expect(open().snapshot().files).toEqual([
      { path: 'app/main.py', readOnly: false, own: false },
      { path: 'app/store.py', readOnly: false, own: false },
      { path: 'tests/test_visible.py', readOnly: true, own: false },
    ]);
  });

  it('are sent without the visible tests, as they stand in the editor', () => {
    const book = open();
    book.edit('app/main.py', () => 'changed');
    book.edit('tests/test_visible.py', () => 'cheated');
    expect(book.collect().map(({ path }) => path)).toEqual(['app/main.py', 'app/store.py']);
    expect(book.text('app/main.py')).toBe('changed');
    expect(book.text('tests/test_visible.py')).not.toBe('cheated');
  });

  it('can be added to before the locked ones, and an own one can go again', () => {
    const book = open();
    const heard = jest.fn();
    book.subscribe(heard);
    book.add('NOTES.md');
    expect(book.snapshot().files.map(({ path }) => path)).toEqual([
      'app/main.py',
      'app/store.py',
      'NOTES.md',
      'tests/test_visible.py',
    ]);
    book.remove('app/main.py');
    book.remove('NOTES.md');
    expect(book.snapshot().files).toHaveLength(3);
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['app/main.py', /another file has this name/i],
    ['APP/Main.py', /another file has this name/i],
    ['app', /file and a folder/],
    ['../outside.py', /name may hold/],
    ['', /name may hold/],
  ])('refuse the name %j with a reason', (path, reason) => {
    expect(open().refusal(path)).toMatch(reason);
  });

  it('take a good name', () => {
    expect(open().refusal('app/errors.py')).toBeNull();
  });

  it('are replaced as a whole when a revision is restored', () => {
    const book = open();
    book.add('extra.py');
    book.replace([{ path: 'app/main.py', content: 'old' }]);
    expect(book.snapshot().generation).toBe(1);
    expect(book.collect()).toEqual([{ path: 'app/main.py', content: 'old' }]);
  });

  it('are the same in any order', () => {
    const a = { path: 'a', content: '1' };
    const b = { path: 'b', content: '2' };
    expect(sameFiles([a, b], [b, a])).toBe(true);
    expect(sameFiles([a, b], [a])).toBe(false);
    expect(sameFiles([a], [{ ...a, content: 'x' }])).toBe(false);
  });
});
