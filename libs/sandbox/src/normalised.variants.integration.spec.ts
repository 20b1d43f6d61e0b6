import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { imageBuildMs, readyDriver } from './testing/drivers.js';
import type { Implementations } from './mutants.run.js';
import { normalisedVariants, problemsOfVariants } from './normalised.variants.js';

const given = 'def double(number):\n    return number * 2\n';
const adding = 'def double(number):\n    result = number + number\n    return result\n';
const shifting = 'def double(number):\n    return number << 1\n';
const summing = 'def double(number):\n    return sum([number, number])\n';

/** Three correct variants, of which the first is `first`, and one faulty variant of the first. */
function implementationsOf(first: string, faulty: string): Implementations {
  const correct = [first, shifting, summing].map((source, index) => ({ name: `correct-${String(index)}`, source }));
  const derived = { name: 'faulty', source: faulty, base: 'correct-0', requirements: ['R1'] };
  return { given, variants: { replaces: 'double.py', correct, faulty: [derived] } };
}

/** What a caller cannot see is the same for all; what a caller can see stays. */
const before = `#!/usr/bin/env python3
"""A module."""
from dataclasses import dataclass
limit = 3  # a comment
_rate_of_the_bug = 2
_shown = 1
__all__ = ["_shown"]


@dataclass
class _Pair:
    """Two numbers."""

    _left: int
    right: int = 0

    def total(self, factor=1):
        '''Multiply.'''
        answer = self._left + self.right
        for answer_of_a_part in range(factor):
            answer += answer_of_a_part
        return answer

    def _left_half(self): return self._left / 2


def zeta(items, *, key=None):
    seen = {item: key for item in items}
    def inner(number):
        nonlocal seen
        seen = number
        return seen
    try:
        inner(1)
    except ValueError as problem:
        print(problem)
    return limit, inner, _helper(items=seen)


def _helper(items):
    global limit
    limit = _rate_of_the_bug
    match items:
        case [first, *rest]:
            return first, rest
    return max(limit, len(items))
`;

const after = `from dataclasses import dataclass
limit = 3
_p0 = 2
_shown = 1
__all__ = ['_shown']

@dataclass
class _Pair:
    _left: int
    right: int = 0

    def _left_half(self):
        return self._left / 2

    def total(self, factor=1):
        v0 = self._left + self.right
        for v1 in range(factor):
            v0 += v1
        return v0

def _p1(items):
    global limit
    limit = _p0
    match items:
        case [v0, *v1]:
            return (v0, v1)
    return max(limit, len(items))

def zeta(items, *, key=None):
    seen = {v0: key for v0 in items}

    def inner(number):
        nonlocal seen
        seen = number
        return seen
    try:
        inner(1)
    except ValueError as v1:
        print(v1)
    return (limit, inner, _p1(items=seen))
`;

describe.each(['docker', 'bubblewrap'] as const)('the normaliser on %s', (name) => {
  let driver: SandboxDriver;
  let image: SandboxImage;
  const problems = (first: string, faulty: string) => problemsOfVariants(driver, image, implementationsOf(first, faulty));

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(name));
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it('gives all sources one look and one size', async () => {
    const sources = await normalisedVariants(driver, image, implementationsOf(before, 'def double(n):\n    return n\n'), []);
    expect(sources.get('correct-0')?.trimEnd()).toBe(after.trimEnd());
    expect(new Set(Array.from(sources.values(), (source) => Buffer.byteLength(source)))).toEqual(new Set([4_096]));
  });

  it('finds nothing against variants that differ in what they do', async () => {
    expect(await problems(adding, adding.replace('+ number', '+ 1'))).toEqual([]);
  });

  it('finds two variants that differ in their looks alone', async () => {
    const renamed = adding.replaceAll('result', 'sum_of_both').replace('def', '# the bug is elsewhere\ndef');
    expect(await problems(adding, renamed)).toEqual(['The variants correct-0 and faulty are the same once both are normalised.']);
  });

  it('finds the given source in disguise', async () => {
    const disguised = 'def double( number ):\n    "Twice."\n    return (number * 2)\n';
    expect(await problems(adding, disguised)).toContain(
      'The variant faulty is the given source once both are normalised, so a comparison tells it.',
    );
  });

  it('finds a faulty variant that was made from the given source', async () => {
    expect(await problems(adding, given.replace('return', 'number = abs(number)\n    return'))).toEqual([
      'The faulty variant faulty is nearer to the given source than to correct-0: derive it from correct-0.',
    ]);
  });

  it('refuses what is no Python', async () => {
    expect(await problems(adding, 'def double(:\n')).toEqual([
      expect.stringContaining('The variant faulty is no Python that can be read'),
    ]);
    await expect(normalisedVariants(driver, image, implementationsOf(adding, 'def double(:\n'), [])).rejects.toMatchObject({
      code: 'variants-unusable',
    });
  });
});
