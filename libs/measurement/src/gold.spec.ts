import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { correlation } from './moments.js';
import { agreementFamilies } from './testing/gold-agreement.js';
import type { GoldFamily } from './testing/gold-family.js';
import { impactFamilies } from './testing/gold-impact.js';
import { itemFamilies } from './testing/gold-items.js';
import { severityFamilies } from './testing/gold-severity.js';

interface GoldFile {
  name: string;
  source: string;
  statistic: string;
  data: unknown;
  options: unknown;
  expected: unknown;
  /** One for all numbers; the file of the many-facet model has several, of which `mml` is that of its parameters. */
  tolerance: number | { mml: number };
}

/** One number, name or reason of a file, by the keys that lead to it. */
interface Leaf {
  path: string[];
  value: unknown;
}

const folder = new URL('../gold/', import.meta.url);
const files = readdirSync(folder).map((file) => ({
  file,
  gold: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GoldFile,
}));
const families: Record<string, GoldFamily> = {
  ...agreementFamilies,
  ...severityFamilies,
  ...itemFamilies,
  ...impactFamilies,
};

function leavesOf(value: unknown, path: string[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const length = Array.isArray(value) ? [{ path: [...path, 'length'], value: value.length }] : [];
  return [...length, ...Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))];
}

function valueAtPath(computed: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], computed);
}

/** The tolerance of the innermost key that has its own. */
function toleranceOf({ tolerance }: GoldFile, { tolerances }: GoldFamily, path: readonly string[]): number {
  const own = path.toReversed().find((key) => tolerances[key] !== undefined);
  const ofFile = typeof tolerance === 'number' ? tolerance : tolerance.mml;
  return own === undefined ? ofFile : (tolerances[own] ?? ofFile);
}

/** What the computed value is instead of the expected one; null where it is that. */
function missOf(gold: GoldFile, family: GoldFamily, computed: unknown, { path, value }: Leaf): string | null {
  const actual = valueAtPath(computed, path);
  const isHit =
    typeof value === 'number'
      ? typeof actual === 'number' && Math.abs(actual - value) <= toleranceOf(gold, family, path)
      : actual === value;
  return isHit ? null : `${path.join('.')} is ${String(actual)} instead of ${String(value)}`;
}

describe('the gold folder', () => {
  it('holds files of known statistics, and every known statistic has one', () => {
    const statistics = new Set(files.map(({ gold }) => gold.statistic));
    expect([...statistics].sort()).toEqual(Object.keys(families).sort());
  });
});

describe('gold values', () => {
  it.each(files)('of $file hold', ({ gold }) => {
    const family = families[gold.statistic];
    if (family === undefined) throw new Error(`No family knows the statistic ${gold.statistic}.`);
    const computed = family.compute(gold.data as never, gold.options as never);
    const leaves = leavesOf(gold.expected).filter(({ path }) => !(String(path[0]) in family.correlated));
    expect(leaves.length).toBeGreaterThan(0);
    expect(leaves.map((leaf) => missOf(gold, family, computed, leaf)).filter((miss) => miss !== null)).toEqual([]);
    for (const [key, least] of Object.entries(family.correlated)) {
      const [ours, theirs] = [computed, gold.expected].map((all) => valueAtPath(all, [key]) as number[]);
      expect(correlation(ours ?? [], theirs ?? [])).toBeGreaterThan(least);
    }
  });
});
