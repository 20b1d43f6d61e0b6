import type { HandedInFile } from '@assay/domain';

/** Why files of a package have no place in an exercise; the first that fits is said. */
const about: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/^input_(?:format_)?validators?\//, 'checks of the inputs are not run here.'],
  [/^answer_validators?\//, 'checks of the answers are not run here.'],
  [/^generators?\//, 'generators are not run; the cases that they made are here.'],
  [/^solution\/|^(?:problem_)?statement\/solution/, 'the explanation of a solution has no place; use it for the rubric.'],
  [/^(?:attachments|include)\//, 'is not given to candidates; put it into starter/ where they need it.'],
  [/^(?:problem_)?statement\/.*\.(?:png|jpe?g|svg|pdf|eps)$|^[^/]+\.pdf$/, 'pictures and PDF are not carried over.'],
  [/^(?:problem_)?statement\//, 'only the statement in English is carried over, from one file.'],
  [/^data\/(?:invalid|valid)_/, 'data that validators are tried with is not needed here.'],
  [/^data\/.*(?:testdata|test_group)\.yaml$/, 'groups of cases count as one; their scores are not carried over.'],
  [
    /^data\/(?:sample|secret)\/.*\.(?:yaml|hint|desc|png|jpe?g|svg)$/,
    'hints, descriptions and pictures of cases are not carried over.',
  ],
  [/^data\/.*\.(?:in|ans|args)$|^data\/.*\.files\//, ''],
  [/^data\//, 'is no case, so it is not carried over.'],
  [/^submissions\/[^/]+\.yaml$/, 'what it says of single submissions is not read; they must get what their folder says.'],
  [/^submissions\//, 'only submissions in one Python file with one expected result become examples.'],
];
/** Files that nobody misses: what tools keep for themselves, and what was read. */
const unmissed = /(?:^|\/)\.|^(?:problem\.yaml|domjudge-problem\.ini)$/;
const shownEach = 3;

/** A sentence for every file of the package that is not carried over; many files of a folder share one. */
export function filesLeftOut(all: readonly HandedInFile[], carried: ReadonlySet<string>): string[] {
  const saidOf = new Map<string, string[]>();
  for (const { path } of all) {
    if (carried.has(path) || unmissed.test(path)) continue;
    const [, sentence] = about.find(([pattern]) => pattern.test(path)) ?? [undefined, 'has no place here.'];
    if (sentence === '') continue;
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
    const key = `${folder}: ${sentence}`;
    saidOf.set(key, [...(saidOf.get(key) ?? []), path]);
  }
  return [...saidOf].flatMap(([key, paths]) => {
    const sentence = key.slice(key.indexOf(': '));
    if (paths.length <= shownEach) return paths.map((path) => path + sentence);
    return [`${paths[0] ?? ''} and ${String(paths.length - 1)} more${sentence}`];
  });
}
