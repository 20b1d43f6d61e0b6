import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandedInFile } from '@assay/domain';
import { issuesOfFiles } from '@assay/domain';
import { AssayError } from '@assay/platform';
import fc from 'fast-check';
import type { TarEntry } from '../testing/raw-tar.js';
import { paxRecord, rawTar } from '../testing/raw-tar.js';
import type { ZipEntry } from '../testing/stored-zip.js';
import { storedZip } from '../testing/stored-zip.js';
import { readSubmission } from './read-submission.js';

let root: string;
let place: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'assay-hostile-'));
  place = path.join(root, 'a', 'b', 'c');
  await mkdir(place, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

type Format = 'zip' | 'tar' | 'tar.gz';

/** What is handed in, or the sentence of the refusal. Any other end fails, and so does a file anywhere that was not there before. */
async function read(format: Format, bytes: Buffer): Promise<HandedInFile[] | string> {
  const file = path.join(place, `work.${format}`);
  await writeFile(file, bytes);
  const here = await readdir('.');
  const outcome = await readSubmission(file).catch((thrown: unknown) => {
    if (thrown instanceof AssayError && thrown.code === 'files-refused' && thrown.message.length > 10) return thrown.message;
    throw thrown;
  });
  expect(await readdir(root, { recursive: true })).toEqual(['a', 'a/b', 'a/b/c', `a/b/c/work.${format}`]);
  expect(await readdir('.')).toEqual(here);
  await rm(file);
  return outcome;
}

const bytesOf = (content: string | Uint8Array) => Buffer.from(content as string);

/** The rules of intake, written down a second time. */
function brokenRules(files: readonly HandedInFile[]): string[] {
  const sizes = files.map(({ content }) => bytesOf(content).length);
  const paths = files.map((file) => file.path);
  const folded = paths.map((one) => one.toLowerCase());
  const rules: [string, boolean][] = [
    ['at least one file', files.length > 0],
    ['at most 300 files', files.length <= 300],
    ['at most 1 MB each', sizes.every((size) => size <= 1_000_000)],
    ['at most 5 MB in all', sizes.reduce((sum, size) => sum + size, 0) <= 5_000_000],
    ['plain names', paths.every((one) => /^[\w.-]+(\/[\w.-]+)*$/.test(one) && one.length <= 200)],
    [
      'no way out',
      paths.every((one) => path.posix.join('/x', one) === `/x/${one}` && path.win32.normalize(one) === one.replaceAll('/', '\\')),
    ],
    ['no full stop at the end', paths.every((one) => one.split('/').every((name) => !name.endsWith('.')))],
    ['different names', new Set(folded).size === folded.length],
    ['no file that is a folder', folded.every((one) => !folded.some((other) => other.startsWith(`${one}/`)))],
    ['text without NUL', files.every(({ content }) => typeof content !== 'string' || !content.includes('\0'))],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

const hostileNames = [
  '../up.py',
  'a/../../up.py',
  '/etc/passwd',
  '//server/share',
  'C:\\up.py',
  'C:/up.py',
  'c:up.py',
  'a\\b.py',
  '..\\up.py',
  'e\u0301.py',
  '\u00e9.py',
  'Solution.py',
  'solution.py',
  'SOLUTION.PY',
  'a',
  'A',
  'a/b',
  'a/b/c.py',
  './a',
  '././a/b',
  'a//b',
  'a/./b',
  '',
  '.',
  '..',
  './',
  '/',
  'a.',
  'a./b',
  'a ',
  ' a',
  'nul\0.py',
  'new\nline.py',
  '\u202egpj.py',
  'con',
  'x'.repeat(201),
  'x'.repeat(5_000),
  'd/'.repeat(12) + 'deep.py',
  'a/',
  'solution.py/',
  '.git/config',
];
const segment = fc.stringMatching(/^[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,6}[a-zA-Z0-9_-]$/);
const plainName = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const names = fc.oneof(
  { weight: 3, arbitrary: plainName },
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 700 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ maxLength: 100 }).map((text) => Buffer.from(text)),
);
const lies = fc.constantFrom(0, 1, 511, 512, 513, 700, 999_999, 1_000_001, 6_000_000, 0x7fffffff, 0xfffffffe);

const zipEntries = fc.record<ZipEntry>(
  {
    name: fc.oneof<fc.Arbitrary<string | Buffer>[]>(
      names,
      fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    ),
    content: contents,
    mode: fc.constantFrom(0, 0o100644, 0o100755, 0o120777, 0o040755, 0o060644, 0o020644, 0o010644, 0o140755),
    claimedSize: lies,
    claimedSum: fc.nat({ max: 9 }),
    deflated: fc.boolean(),
    flags: fc.constantFrom(0, 0, 1, 8, 0x41, 0x2000),
    zip64: fc.boolean(),
  },
  { requiredKeys: ['name', 'content'] },
);

const paxMembers = fc.constantFrom(
  'path',
  'size',
  'linkpath',
  'type',
  'ignore',
  'meta',
  'remain',
  'concat',
  'on',
  '__proto__',
  'GNU.sparse.size',
);
const paxValues = fc.oneof(names, fc.constantFrom('1', '0', '-1', '99999999999', 'NaN', 'File', 'true'));
const paxEntries = fc
  .tuple(fc.constantFrom('x', 'g', 'L', 'K', 'X', 'N'), fc.array(fc.tuple(paxMembers, paxValues), { maxLength: 3 }))
  .map(([type, records]): TarEntry => ({
    name: 'header',
    type,
    content: Buffer.concat(records.map((one) => paxRecord(...one))),
  }));
const plainTarEntries = fc.record<TarEntry>(
  {
    name: names,
    content: contents,
    type: fc.constantFrom('0', '\0', '1', '2', '3', '4', '5', '6', '7', 'D', 'S', 'V', 'M', 'x', 'L', 'Z'),
    target: fc.constantFrom('', '/etc/passwd', '../up'),
    claimedSize: fc.oneof<fc.Arbitrary<number | string>[]>(
      lies,
      fc.constantFrom('', '-7', 'no number', '\x80' + '\xff'.repeat(11)),
    ),
    damaged: fc.boolean(),
  },
  { requiredKeys: ['name', 'content'] },
);
const tarEntries = fc.oneof({ weight: 3, arbitrary: plainTarEntries }, paxEntries);

/** A prefix of the bytes, or the bytes with some of them changed. */
const damage = fc.oneof(
  fc.record({ keep: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 })), { maxLength: 4 }) }),
);
function damaged(bytes: Buffer, how: { keep: number } | { flips: [number, number][] }): Buffer {
  if ('keep' in how) return bytes.subarray(0, Math.floor(bytes.length * how.keep));
  const copy = Buffer.from(bytes);
  for (const [where, value] of how.flips) copy[Math.floor(where * (copy.length - 1))] = value;
  return copy;
}

async function expectRefusalOrRules(format: Format, bytes: Buffer): Promise<void> {
  const outcome = await read(format, bytes);
  expect(typeof outcome === 'string' ? [] : brokenRules(outcome)).toEqual([]);
}

describe('any archive', () => {
  it('of zip entries is refused in a sentence, or gives files that keep every rule', async () => {
    const property = fc.asyncProperty(
      fc.array(zipEntries, { maxLength: 5 }),
      damage,
      fc.boolean(),
      async (entries, how, isDamaged) => {
        const bytes = storedZip(entries);
        await expectRefusalOrRules('zip', isDamaged ? damaged(bytes, how) : bytes);
      },
    );
    await fc.assert(property, { numRuns: 400 });
  });

  it.each(['tar', 'tar.gz'] as const)(
    'of %s entries is refused in a sentence, or gives files that keep every rule',
    async (format) => {
      const pack = (bytes: Buffer) => (format === 'tar.gz' ? gzipSync(bytes) : bytes);
      const property = fc.asyncProperty(
        fc.array(tarEntries, { maxLength: 5 }),
        damage,
        fc.boolean(),
        async (entries, how, isDamaged) => {
          const bytes = pack(rawTar(entries));
          await expectRefusalOrRules(format, isDamaged ? damaged(bytes, how) : bytes);
        },
      );
      await fc.assert(property, { numRuns: 400 });
    },
  );

  it('of arbitrary bytes is refused', async () => {
    const formats = fc.constantFrom<Format[]>('zip', 'tar', 'tar.gz');
    const starts = fc.constantFrom('', 'PK\x03\x04', 'PK\x05\x06', '\x1f\x8b\x08', '\x28\xb5\x2f\xfd');
    const property = fc.asyncProperty(formats, starts, fc.uint8Array({ maxLength: 2_000 }), async (format, start, rest) => {
      expect(typeof (await read(format, Buffer.concat([Buffer.from(start, 'latin1'), rest])))).toBe('string');
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('of files that keep the rules gives exactly these files', async () => {
    const sets = fc
      .array(fc.tuple(plainName, contents), { minLength: 1, maxLength: 12 })
      .map((files) => files.map(([name, content]) => ({ name, content })))
      .filter((files) => {
        const asText = files.map(({ name, content }) => ({
          path: name,
          content: content.includes(0) ? new Uint8Array(content) : content,
        }));
        return issuesOfFiles(asText).length === 0 && files.every(({ content }) => !content.includes(0));
      });
    const formats = fc.constantFrom<Format[]>('zip', 'tar', 'tar.gz');
    const property = fc.asyncProperty(sets, formats, fc.boolean(), fc.boolean(), async (files, format, deflated, zip64) => {
      const tar = () => rawTar(files);
      const bytes = {
        zip: () => storedZip(files.map((file) => ({ ...file, deflated, zip64 }))),
        tar,
        'tar.gz': () => gzipSync(tar()),
      }[format]();
      const back = await read(format, bytes);
      if (typeof back === 'string') throw new Error(back);
      expect(back.map((file) => [file.path, bytesOf(file.content).toString('hex')])).toEqual(
        files.map(({ name, content }) => [name, content.toString('hex')]),
      );
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('an archive is refused', () => {
  const solution = { name: 'solution.py', content: 'x = 1\n' };

  it.each<[string, Format, () => Buffer, string]>([
    [
      'as a zip that unpacks to far more than it claims',
      'zip',
      () => storedZip([{ ...solution, content: Buffer.alloc(3_000_000), deflated: true, claimedSize: 10 }]),
      'cannot be read',
    ],
    ['as a tar that unpacks to far more than 10 MB', 'tar.gz', () => gzipSync(Buffer.alloc(80_000_000)), 'larger than 10 MB'],
    ['as a tar packed twice', 'tar.gz', () => gzipSync(gzipSync(rawTar([solution]))), 'cannot be read'],
    [
      'with more than 5 MB in all',
      'tar',
      () => rawTar(Array.from({ length: 6 }, (_, index) => ({ name: `f${index}.bin`, content: Buffer.alloc(900_000) }))),
      'more than 1 MB in a file or 5 MB in all',
    ],
    [
      'with a file above 1 MB',
      'zip',
      () => storedZip([{ ...solution, content: Buffer.alloc(1_000_001), deflated: true }]),
      'more than 1 MB in a file',
    ],
    [
      'with 301 entries of tar',
      'tar',
      () => rawTar(Array.from({ length: 301 }, (_, index) => ({ name: `f${index}`, content: '' }))),
      'more than 300 entries',
    ],
    [
      'with 301 folders',
      'zip',
      () => storedZip(Array.from({ length: 301 }, (_, index) => ({ name: `f${index}/`, content: '', mode: 0o040755 }))),
      'more than 300 entries',
    ],
    [
      'with a link that an extended header calls a file',
      'tar',
      () =>
        rawTar([
          { name: 'x', type: 'x', content: paxRecord('type', 'File') },
          { name: 'solution.py', type: '2', target: '/etc/passwd', content: '' },
        ]),
      'is a link or no regular file',
    ],
    [
      'with a sparse file',
      'tar',
      () => rawTar([solution, { name: 'sparse.bin', type: 'S', content: '' }]),
      'is a link or no regular file',
    ],
    ['with a device', 'tar', () => rawTar([{ name: 'null', type: '3', content: '' }]), 'is a link or no regular file'],
    ['with a FIFO', 'zip', () => storedZip([{ name: 'pipe', mode: 0o010644, content: '' }]), 'is a link or no regular file'],
    ['with a folder that holds bytes', 'zip', () => storedZip([{ name: 'a/', mode: 0o040755, content: 'x' }]), 'is damaged'],
    [
      'with a folder under the name of a file',
      'zip',
      () => storedZip([{ name: 'a', mode: 0o040755, content: 'x' }]),
      'is a link or no regular file',
    ],
    ['with an encrypted file', 'zip', () => storedZip([{ ...solution, flags: 1 }]), 'cannot be read'],
    ['with bytes that its check sum does not fit', 'zip', () => storedZip([{ ...solution, claimedSum: 7 }]), 'is damaged'],
    ['with one file twice', 'tar', () => rawTar([solution, solution]), 'Another file has this name'],
    [
      'with a file below a file',
      'zip',
      () =>
        storedZip([
          { name: 'a', content: '' },
          { name: 'A/b', content: '' },
        ]),
      'Is a file and a folder at once',
    ],
    ['with a name of NFD', 'tar', () => rawTar([{ name: 'e\u0301.py', content: '' }]), 'The name may hold letters'],
    ['cut off', 'tar', () => rawTar([{ ...solution, content: Buffer.alloc(5_000) }]).subarray(0, 2_000), 'cannot be read'],
    ['without anything', 'tar', () => Buffer.alloc(0), 'cannot be read'],
    ['without entries', 'tar', () => rawTar([]), 'cannot be read'],
    ['with folders only', 'tar', () => rawTar([{ name: 'a/', type: '5', content: '' }]), 'holds no files'],
    ['above 10 MB', 'zip', () => Buffer.alloc(10_000_001), 'larger than 10 MB'],
  ])('%s', async (_, format, bytes, sentence) => {
    expect(await read(format, bytes())).toContain(sentence);
  });
});
