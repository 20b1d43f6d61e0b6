import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AssayError } from '@assay/platform';
import { measure } from './measure.js';
import type { MeasureOptions } from './options.js';
import type { StatisticName } from './statistics.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-measure-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string | Buffer, name = 'ratings.csv'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

/** The lines of the refusal without the folder. */
async function refusal(
  statistic: StatisticName,
  content: string | Buffer,
  options: MeasureOptions = {},
  name = 'ratings.csv',
): Promise<string[]> {
  const file = await fileOf(content, name);
  const thrown = await measure(statistic, file, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AssayError);
  if (!(thrown instanceof AssayError)) return [];
  expect(thrown.code).toBe('usage-wrong');
  return thrown.message.replaceAll(`${folder}/`, '').split('\n');
}

const header = 'rater,unit,value';
const good = [header, 'ann,a,1', 'ben,a,1', 'ann,b,3', 'ben,b,4'];
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;

describe('a file that can be measured', () => {
  it('is CSV with more columns, blank lines, a byte order mark and Windows line ends', async () => {
    const file = await fileOf(`\uFEFFnote,${header}\r\n\r\nx,ann,a,1\r\n,ben,a, 1 \r\n,ann,b,3\r\n"y, z",ben,b,4\r\n`);
    const { outcome, rows } = await measure('percent-agreement', file, {});
    expect(rows).toBe(4);
    expect(outcome).toMatchObject({ ok: true, estimate: 0.5, n: 2 });
  });

  it('is CSV with semicolons', async () => {
    const file = await fileOf(csv(...good).replaceAll(',', ';'));
    expect((await measure('percent-agreement', file, {})).outcome).toMatchObject({ ok: true, estimate: 0.5 });
  });

  it('is JSON with the same fields, names may be numbers', async () => {
    const records = good.slice(1).map((line) => {
      const [rater, unit, value] = line.split(',');
      return { rater, unit: unit === 'a' ? 1 : 2, value: Number(value) };
    });
    const file = await fileOf(JSON.stringify(records), 'ratings.json');
    expect((await measure('percent-agreement', file, {})).outcome).toMatchObject({ ok: true, estimate: 0.5 });
  });

  it('may have several criteria for one rater and candidate', async () => {
    const cells = ['ann', 'ben'].flatMap((rater) => ['a', 'b', 'c', 'd'].map((candidate) => ({ rater, candidate })));
    const lines = cells.flatMap(({ rater, candidate }, index) =>
      ['style', 'tests'].map((criterion) => `${candidate},${rater},${[1, 2, 3, 4, 2, 2, 4, 4][index] ?? 0},${criterion}`),
    );
    const file = await fileOf(csv('candidate,rater,value,criterion', ...lines));
    expect((await measure('rater-severity', file, {})).outcome).toMatchObject({ ok: true, n: 4 });
  });
});

describe('a file with faults is refused with the row of each', () => {
  it('for values outside the scale', async () => {
    expect(await refusal('gwet', csv(...good, 'ann,c,5', 'ben,c,0'), { scale: { lowest: 1, highest: 4 } })).toEqual([
      'ratings.csv cannot be measured: 2 faults.',
      'Row 6: value 5 is outside the scale 1..4.',
      'Row 7: value 0 is outside the scale 1..4.',
    ]);
  });

  it('for values that are no category of the scale', async () => {
    expect(await refusal('gwet', csv(...good, 'ann,c,2.5'), { scale: { lowest: 1, highest: 4 } })).toContain(
      'Row 6: value 2.5 is none of the categories 1, 2, 3, 4.',
    );
  });

  it('for a second rating of the same cell', async () => {
    expect(await refusal('icc', csv(...good, 'ann,a,2'))).toContain('Row 6 repeats Row 2: the same rater, unit ("ann", "a").');
  });

  it('for raters who are not on the list', async () => {
    expect(await refusal('kendall', csv(...good), { raters: ['ann', 'cy'] })).toEqual([
      'ratings.csv cannot be measured: 2 faults.',
      'Row 3: rater "ben" is unknown.',
      'Row 5: rater "ben" is unknown.',
    ]);
  });

  it('for raters who are not in the file of raters', async () => {
    const ratersFile = await fileOf('ann\n\ncy\n', 'raters.txt');
    expect(await refusal('kendall', csv(...good), { ratersFile })).toContain('Row 3: rater "ben" is unknown.');
  });

  it.each(['good', '', ' ', '3,5', '0x10', 'NaN', 'Infinity', '1e999', '--1'])(
    'for the text "%s" in a column of numbers',
    async (text) => {
      const [, fault] = await refusal('gwet', csv(...good, `ann,c,"${text}"`));
      expect(fault).toMatch(/^Row 6: value ".*" is (no number|too large to compute with)\.$/);
    },
  );

  it('for a name that is empty or has control characters', async () => {
    expect(await refusal('gwet', csv(...good, ',c,1', '\u001b[2Jann,c,1'))).toEqual([
      'ratings.csv cannot be measured: 2 faults.',
      'Row 6: rater "" is empty.',
      String.raw`Row 7: rater "\u001b[2Jann" has a control character.`,
    ]);
  });

  it('for columns that are not there', async () => {
    expect(await refusal('gwet', csv('rater,score', 'ann,1'))).toEqual([
      'ratings.csv cannot be measured: 2 faults.',
      'Row 1: there is no column "unit"; the file has "rater", "score".',
      'Row 1: there is no column "value"; the file has "rater", "score".',
    ]);
  });

  it('for a column that is there twice, and rows with more or fewer cells than headings', async () => {
    expect(await refusal('gwet', csv(`${header},value`, 'ann,a,1', 'ann,a,1,2,3'))).toEqual([
      'ratings.csv cannot be measured: 3 faults.',
      'Row 1: two columns are called "value".',
      'Row 2 has 3 cells and the headings 4.',
      'Row 3 has 5 cells and the headings 4.',
    ]);
  });

  it('for a quotation mark that does not end', async () => {
    const [, fault] = await refusal('gwet', csv(header, 'ann,"a,1'));
    expect(fault).toMatch(/^Row 2: .*quote/i);
  });

  it('for bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(csv(...good)), Buffer.from([0x62, 0xe9, 0x2c]), Buffer.from('c,1\n')]);
    expect(await refusal('gwet', bytes)).toContain('Row 6 is no UTF-8 text.');
  });

  it('naming the first twenty', async () => {
    const faults = await refusal('gwet', csv(header, ...Array.from({ length: 25 }, (_, unit) => `ann,${unit},x`)));
    expect(faults[0]).toBe('ratings.csv cannot be measured: 25 faults.');
    expect(faults).toHaveLength(22);
    expect(faults.at(-2)).toBe('Row 21: value "x" is no number.');
    expect(faults.at(-1)).toBe('… and 5 more.');
  });

  it('counting blank lines, so that the row is found', async () => {
    expect(await refusal('gwet', csv(header, '', 'ann,a,1', '', 'ann,b,x'))).toContain('Row 5: value "x" is no number.');
  });

  it.each([
    ['irt-1pl', csv('person,item,score', 'p,i,2'), 'Row 2: score "2" is neither 0 nor 1.'],
    ['angoff', csv('judge,item,value', 'j,i,101'), 'Row 2: value "101" is no percentage from 0 to 100.'],
    ['impact', csv('group,selected,applicants', 'a,3,2'), 'Row 2: selected "3" is more than applied.'],
    ['fisher', csv('group,selected,applicants', 'a,1.5,2'), 'Row 2: selected "1.5" is no whole number from 0.'],
  ] as const)('for what %s does not take', async (statistic, content, fault) => {
    expect(await refusal(statistic, content)).toContain(fault);
  });
});

describe('a file that holds no rows is refused', () => {
  it.each([
    ['', 'ratings.csv is empty.'],
    ['\n \n', 'ratings.csv is empty.'],
    [csv(header), 'ratings.csv has no rows.'],
  ])('%j', async (content, sentence) => {
    expect(await refusal('gwet', content)).toEqual([sentence]);
  });

  it.each([
    ['{"rater":"ann"}', 'ratings.json holds no array of records.'],
    ['[]', 'ratings.json has no rows.'],
    ['[1,{"rater":"ann"},null]', 'Record 1 is no object.'],
    ['[{"rater":"ann","unit":"a","value":1},{"rater":"ann","unit":"b"}]', 'Record 2: value is missing.'],
    ['[{"rater":"ann","unit":"a","value":{}}]', 'Record 1: value {} is no number.'],
  ])('JSON %s', async (content, sentence) => {
    expect(await refusal('gwet', content, {}, 'ratings.json')).toContain(sentence);
  });

  it('JSON that does not end', async () => {
    expect((await refusal('gwet', '[{', {}, 'ratings.json'))[0]).toMatch(/^ratings\.json is no JSON: /);
  });

  it('of another kind, or not there', async () => {
    expect(await refusal('gwet', 'x', {}, 'ratings.xlsx')).toEqual(['ratings.xlsx is neither .csv nor .json.']);
    await expect(measure('gwet', path.join(folder, 'none.csv'), {})).rejects.toThrow('There is no file');
  });
});

describe('options that do not fit are refused', () => {
  it.each<[StatisticName, MeasureOptions, string]>([
    ['kendall', { metric: 'nominal' }, 'kendall has no option --metric: it takes --scale, --raters, --raters-file.'],
    ['fisher', { minShare: 0 }, 'fisher has no option --min-share: it takes none.'],
  ])('%s %j', async (statistic, options, sentence) => {
    expect(await refusal(statistic, csv(...good), options)).toEqual([sentence]);
  });

  it('a D-study with names for raters', async () => {
    expect((await refusal('g-study', csv(...good), { raters: ['ann'] }))[0]).toContain('ann is no such number');
  });

  it('borderline without the grade', async () => {
    expect((await refusal('borderline', csv('score,grade', '1,1')))[0]).toContain('borderline needs --grade');
  });

  it('Fisher with three groups', async () => {
    const groups = csv('group,selected,applicants', 'a,1,2', 'b,1,2', 'c,1,2');
    expect((await refusal('fisher', groups))[0]).toContain('must have two rows and has 3');
  });
});
