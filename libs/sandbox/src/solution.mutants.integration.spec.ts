import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { mutantsOf } from './solution.mutants.js';
import { imageBuildMs, readyDriver } from './testing/drivers.js';

/** Every line that ends in `#` may be changed; all others mean nothing to a test. */
const source = `"""Prices."""
from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from decimal import Decimal

T = TypeVar("T", bound=int)
__all__ = ["price"]
Price = int | None


class Priced(Protocol):
    def price(self, tax: int = 3) -> int:
        return 1


class Basket:
    """Several."""

    currency: str

    def __init__(self, limit: int = 5) -> None:  #
        self.limit = limit  #

    def takes(self, count: int) -> bool:
        if count < self.limit and not self.full:  #
            return True  #
        raise ValueError(f"{count} is too many")  #


if __name__ == "__main__":
    print(Basket().takes(1))
`;

describe.each(['docker', 'bubblewrap'] as const)('mutants of a solution on %s', (name) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(name));
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  const changesIn = async (content: string) => {
    const { mutants } = await mutantsOf(driver, image, [{ path: 'solution.py', content }]);
    return mutants.map(({ line, change }) => `${String(line)} ${change}`);
  };

  it('are made where a test could notice, each with its line and what was changed', async () => {
    const { mutants, problems } = await mutantsOf(driver, image, [{ path: 'shop/basket.py', content: source }]);
    expect(problems).toEqual([]);
    expect(
      mutants.every(({ path, text, line }) => path === 'shop/basket.py' && text === source.split('\n')[line - 1]?.trim()),
    ).toBe(true);
    expect(mutants.map(({ text, change }) => [text.replace(/\s*#$/, ''), change])).toEqual([
      ['def __init__(self, limit: int = 5) -> None:', '`5` became `6`'],
      ['def __init__(self, limit: int = 5) -> None:', '`5` became `4`'],
      ['self.limit = limit', '`self.limit = limit` was removed'],
      ['if count < self.limit and not self.full:', '`count < self.limit and (not self.full)` became `not` so'],
      ['if count < self.limit and not self.full:', '`and` became `or` in `count < self.limit and (not self.full)`'],
      ['if count < self.limit and not self.full:', '`<` became `<=`'],
      ['if count < self.limit and not self.full:', '`<` became `>=`'],
      ['if count < self.limit and not self.full:', '`not self.full` lost its `not`'],
      ['return True', '`return True` became `return None`'],
      ['return True', '`True` became `False`'],
      ['raise ValueError(f"{count} is too many")', "`raise ValueError(f'{count} is too many')` was removed"],
    ]);
  });

  it('change loops, arithmetic, arguments, texts and decorators', async () => {
    const content = `import functools
@functools.cache
def f(items):
    total = 0
    for item in sorted(items, key=len):
        if item:
            continue
        total += 2 * len("ab")
    return total
`;
    expect(await changesIn(content)).toEqual(
      expect.arrayContaining([
        '2 the decorator `functools.cache` was removed',
        '5 the argument `key=len` was removed',
        '6 `item` became `not` so',
        '7 `continue` became `break`',
        "8 `+` became `-` in `total += 2 * len('ab')`",
        "8 `*` became `/` in `2 * len('ab')`",
        "8 `total += 2 * len('ab')` was removed",
        "8 `'ab'` became `''`",
      ]),
    );
  });

  it('are all different, also from the solution', async () => {
    expect(await changesIn('def f():\n    return None\n')).toEqual([]);
    const { mutants } = await mutantsOf(driver, image, [{ path: 'solution.py', content: source }]);
    expect(new Set(mutants.map((mutant) => mutant.source)).size).toBe(mutants.length);
  });

  it('are not made of what is no Python', async () => {
    const { mutants, problems } = await mutantsOf(driver, image, [{ path: 'solution.py', content: 'def f(:\n' }]);
    expect(mutants).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('solution.py is no Python that can be read')]);
  });
});
