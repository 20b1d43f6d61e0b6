import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '@assay/measurement';
import { inRoot } from '../workspace/paths.js';
import { measure } from './measure.js';
import type { MeasureOptions } from './options.js';
import { statisticOptions } from './options.js';
import type { Statistic, StatisticName } from './statistics.js';
import { columnsOf, statisticNames, statistics } from './statistics.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-statistics-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function measured(statistic: StatisticName, records: readonly object[], options: MeasureOptions = {}) {
  const file = path.join(folder, `${statistic}.json`);
  await writeFile(file, JSON.stringify(records));
  return measure(statistic, file, options);
}

const panel = ['ann', 'ben', 'cy'].flatMap((rater, r) =>
  Array.from({ length: 12 }, (_, u) => ({ rater, unit: `u${u}`, value: 1 + ((u + (r === 2 && u % 5 === 0 ? 1 : 0)) % 4) })),
);
const pair = panel.filter(({ rater }) => rater !== 'cy');
const random = seededRandom(5);
const answers = Array.from({ length: 300 }, (_, p) => {
  const ability = 6 * (random() - 0.5);
  return Array.from({ length: 5 }, (__, i) => {
    const chance = 1 / (1 + Math.exp(i / 2 - 1 - ability));
    return { person: `p${p}`, item: `i${i}`, score: random() < chance ? 1 : 0 };
  });
}).flat();
const groups = [
  { group: 'a', selected: 48, applicants: 80 },
  { group: 'b', selected: 12, applicants: 40 },
];
const examples: Readonly<Record<StatisticName, { records: readonly object[]; options?: MeasureOptions }>> = {
  'percent-agreement': { records: panel, options: { within: 1 } },
  krippendorff: { records: panel, options: { metric: 'interval', samples: 100, seed: 7 } },
  gwet: { records: panel, options: { weights: 'quadratic', scale: { lowest: 1, highest: 4 } } },
  'brennan-prediger': { records: panel, options: { categories: [1, 2, 3, 4, 5] } },
  cohen: { records: pair, options: { weights: 'linear' } },
  fleiss: { records: panel },
  scott: { records: pair.map((row, index) => (index === 0 ? { ...row, value: 3 } : row)) },
  icc: { records: panel, options: { form: 'ICC(3,k)', level: 0.9 } },
  kendall: { records: panel, options: { raters: ['ann', 'ben', 'cy'] } },
  'rater-severity': { records: panel.map(({ unit, ...row }) => ({ ...row, candidate: unit })) },
  drift: { records: Array.from({ length: 20 }, (_, week) => ({ week, rating: 2 + ((week * 5) % 7) / 7, expected: 2.5 })) },
  items: { records: answers, options: { scale: { lowest: 0, highest: 1 } } },
  'irt-1pl': { records: answers },
  'irt-2pl': { records: answers },
  'g-study': { records: panel, options: { raters: ['1', '3'] } },
  facets: {
    records: panel.flatMap(({ unit, rater, value }, index) => [
      { person: unit, rater, item: 'style', value },
      { person: unit, rater, item: 'tests', value: 1 + ((value + (index % 3)) % 4) },
    ]),
    options: { scale: { lowest: 1, highest: 4 } },
  },
  angoff: { records: panel.map(({ rater, unit, value }) => ({ judge: rater, item: unit, value: value * 20 })) },
  borderline: {
    records: panel.map(({ value }, index) => ({ score: 10 * value + (index % 5), grade: value })),
    options: { grade: 2 },
  },
  impact: { records: groups },
  'll144-selection': { records: groups, options: { minShare: 0 } },
  'll144-scoring': { records: panel.map(({ rater, value }) => ({ group: rater, score: value })) },
  fisher: { records: groups },
};

describe('every statistic', () => {
  it.each(statisticNames)('%s reads its file and answers in words and as data', async (name) => {
    const { records, options } = examples[name];
    const { text, outcome, rows } = await measured(name, records, options);
    expect(rows).toBe(records.length);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(JSON.stringify(outcome)).not.toContain('"errors"');
    expect(outcome).toMatchObject({ ok: true });
  });

  it.each(statisticNames)('%s bounds and identifies rows by columns that it has', (name) => {
    const statistic: Statistic = statistics[name];
    const columns = columnsOf(statistic).map((column) => column.replace('?', ''));
    expect(columns).toEqual(expect.arrayContaining([...statistic.key, ...(statistic.scaled === null ? [] : [statistic.scaled])]));
    expect(statistic.options.includes('scale') && statistic.scaled === null).toBe(false);
  });

  it('takes options that the command line has, and every one of those is taken by some statistic', () => {
    const taken = new Set(statisticNames.flatMap((name): readonly string[] => statistics[name].options));
    expect([...taken].sort()).toEqual(
      statisticOptions()
        .map((option) => option.attributeName())
        .sort(),
    );
  });
});

describe('what cannot be estimated', () => {
  it('says why and what would help', async () => {
    const { text, outcome } = await measured('gwet', [{ rater: 'ann', unit: 'a', value: 1 }]);
    expect(outcome).toMatchObject({ ok: false, reason: 'single-rater', needs: { what: 'raters', more: 1 } });
    expect(text).toContain('This would help: 1 more rater.');
  });
});

describe('the numbers', () => {
  it("are those of Krippendorff's own example", async () => {
    const gold = JSON.parse(await readFile(inRoot('libs/measurement/gold/krippendorff_canonical_4x12.json'), 'utf8')) as {
      data: { matrix: (number | null)[][] };
      expected: { ordinal: number };
    };
    const records = gold.data.matrix.flatMap((row, unit) =>
      row.flatMap((value, rater) => (value === null ? [] : [{ rater, unit, value }])),
    );
    const { outcome } = await measured('krippendorff', records, { samples: 0 });
    expect(Reflect.get(outcome, 'estimate')).toBeCloseTo(gold.expected.ordinal, 10);
  });

  it('use the levels of the scale that nobody used as categories', async () => {
    const records = pair.map((row) => ({ ...row, value: 1 + (row.value % 2) }));
    const [observed, whole] = [
      await measured('brennan-prediger', records),
      await measured('brennan-prediger', records, { scale: { lowest: 1, highest: 4 } }),
    ];
    expect(observed.outcome).toMatchObject({ ok: true, expectedAgreement: 0.5 });
    expect(whole.outcome).toMatchObject({ ok: true, expectedAgreement: 0.25 });
  });
});
