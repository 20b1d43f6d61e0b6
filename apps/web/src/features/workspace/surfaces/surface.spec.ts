import type { AnswerForm } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { firstPath, inOrderOfUse, surfaceOf } from './surface.js';

const forms: AnswerForm[] = [
  { answers: 'answers.json', title: 'Answers', fields: [{ id: 'why', kind: 'prose', label: 'Why', rows: 4 }] },
];
const file = (path: string, readOnly = false) => ({ path, readOnly, own: false });
const paths = ['PR.md', 'answers.json', 'app.py', 'change.diff', 'plans/slow.json', 'report.sql'];

describe('the surface of a file', () => {
  it('follows from its name and the forms', () => {
    expect(paths.map((path) => surfaceOf(path, forms))).toEqual(['markdown', 'form', 'code', 'diff', 'plan', 'code']);
    expect(surfaceOf('answers.json', [])).toBe('code');
  });

  it('shows first what is handed in', () => {
    const files = [...paths.map((path) => file(path)), file('tests/test_visible.py', true)];
    expect(firstPath(files, { kind: 'code-review', forms })).toBe('answers.json');
    expect(
      inOrderOfUse(files, { kind: 'code-review', forms })
        .map(({ path }) => path)
        .slice(0, 3),
    ).toEqual(['answers.json', 'PR.md', 'app.py']);
    expect(firstPath(files, { kind: 'coding' })).toBe('PR.md');
    const design = [file('TRAFFIC.md'), file('answers.json'), file('design.md')];
    expect(firstPath(design, { kind: 'design', forms })).toBe('design.md');
    expect(firstPath([file('tests/test_a.py', true)], { kind: 'coding' })).toBe('tests/test_a.py');
    expect(firstPath([], { kind: 'coding' })).toBe('');
  });
});
