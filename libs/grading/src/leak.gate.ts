import type { ExercisePackage } from '@assay/contracts';

/** So many words in a row that a candidate can read are no chance. */
const length = 8;
/** Of which so many differ: rulers, runs of zeros and empty cells are no text. */
const different = 5;
/** Lines of a key that candidates see as well, as the options of their form. */
const shownOfKey = /^\s*(?:-\s*\{?\s*)?(?:options|categories|severities|signals|id|kind|requirements):/;

/**
 * Where what candidates can read holds part of a hidden expectation, in sentences for the author: eight words in a row of a hidden
 * test's assertion with its expected value, or of a key's answers, that stand in the statement, the starter or a visible test too.
 */
export function leakProblems({ statement, starter, tests }: ExercisePackage): string[] {
  const hidden = tests.filter(({ path }) => path.startsWith('hidden/') && /\.(?:py|ya?ml)$/.test(path));
  const shown = [
    { path: 'statement.md', content: statement },
    ...starter.map(({ path, content }) => ({ path: `starter/${path}`, content })),
    ...tests.filter(({ path }) => path.startsWith('visible/')).map(({ path, content }) => ({ path: `tests/${path}`, content })),
  ].map(({ path, content }) => ({ path, runs: new Set(runsOf(wordsOf(content))) }));
  return hidden.flatMap(({ path, content }) =>
    expectationsOf(path, content).flatMap(({ line, text }) => {
      const runs = runsOf(wordsOf(text));
      const place = shown.find((one) => runs.some((run) => one.runs.has(run)));
      if (place === undefined) return [];
      const run = runs.find((one) => place.runs.has(one)) ?? '';
      return [
        `tests/${path}, line ${String(line)}: what is expected there can be read in ${place.path} ("${run}"); change one of them.`,
      ];
    }),
  );
}

/** The parts of a hidden file that say what must come out: comparisons and tables of cases in tests, all but the options in keys. */
function expectationsOf(path: string, content: string): { line: number; text: string }[] {
  const lines = content.split('\n');
  if (!path.endsWith('.py')) {
    return lines.map((text, index) => ({ line: index + 1, text })).filter(({ text }) => !shownOfKey.test(text));
  }
  return lines.flatMap((first, index) => {
    if (!/^\s*(?:assert\b|@pytest\.mark\.parametrize\()/.test(first)) return [];
    const text = statementFrom(lines, index);
    return /==|parametrize/.test(text) ? [{ line: index + 1, text }] : [];
  });
}

/** A Python statement over as many lines as its brackets are open. */
function statementFrom(lines: readonly string[], from: number): string {
  let text = '';
  for (const line of lines.slice(from)) {
    text += `${line}\n`;
    if ((text.match(/[([{]/g) ?? []).length <= (text.match(/[)\]}]/g) ?? []).length) break;
  }
  return text;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9_]+(?:[.'-][a-z0-9_]+)*/g) ?? [];
}

function runsOf(words: readonly string[]): string[] {
  const runs: string[] = [];
  for (let start = 0; start + length <= words.length; start += 1) {
    const run = words.slice(start, start + length);
    if (new Set(run).size >= different) runs.push(run.join(' '));
  }
  return runs;
}
