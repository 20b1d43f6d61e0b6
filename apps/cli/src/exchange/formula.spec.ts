import { describe, expect, it } from '@jest/globals';
import { readableFormula, withReadableFormulas } from './formula.js';

describe('a formula', () => {
  it.each([
    [String.raw`1 \le n \leq 10^{6}`, '1 ≤ n ≤ 10^6'],
    [String.raw`x_{i+1} = \frac{x_i + 1}{2}`, 'x_(i+1) = (x_i + 1)/2'],
    [String.raw`\left\lfloor \dfrac{\text{sum}}{10} \right\rfloor \bmod 7`, '⌊ sum/10 ⌋ mod 7'],
    [String.raw`{\bf A} \in \mathbb{R}^{n \times n}`, 'A ∈ R^(n × n)'],
    [String.raw`\{1, 2, \ldots, n\}`, '{1, 2, …, n}'],
    [String.raw`\sqrt{a^2 + b^2} \neq 90^{\circ}`, '√(a^2 + b^2) ≠ 90°'],
    [String.raw`\max(a,\,b) \cdot 100\%`, 'max(a, b) · 100%'],
    [String.raw`\odd{x} + {y}`, String.raw`\odd{x} + y`],
  ])('%s is read as %s', (tex, readable) => {
    expect(readableFormula(tex)).toBe(readable);
  });

  it('stands in the text as code, a displayed one in a paragraph of its own', () => {
    const unknown = new Set<string>();
    const text = withReadableFormulas(String.raw`For $n$ it is \[ a_n^2 \] and \(\odd\).`, 'tex', unknown);
    expect(text).toBe('For `n` it is \n\n`a_n^2`\n\n and `\\odd`.');
    expect([...unknown]).toEqual(['\\odd']);
  });

  it('is told from money and from code in Markdown', () => {
    const text = 'From $5 to $6, `$HOME`, $k \\ge 2$ and $$k!$$';
    expect(withReadableFormulas(text, 'markdown', new Set())).toBe('From $5 to $6, `$HOME`, `k ≥ 2` and \n\n`k!`\n\n');
  });
});
