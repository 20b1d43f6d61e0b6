import type { ExercisePackage, TestGroup } from '@assay/contracts';
import { answerKey } from '@assay/contracts';
import type { LoadedKey, Recording } from '@assay/domain';
import { caseIdsOfKey } from '@assay/domain';
import { exerciseError } from './catalogue.error.js';
import { readStructured } from './structured.text.js';

type Parts = Pick<ExercisePackage, 'tests'>;

/** A `keyed` group: its key file below `tests/` and the candidate's file with the answers. */
interface KeyedFiles {
  key: string;
  answers: string;
}

/**
 * The files that a `keyed` group names.
 *
 * @throws CatalogueError `schema` when one is missing, or the key is not below `hidden/`
 */
export function keyedFilesOf({ id, key, answers }: TestGroup): KeyedFiles {
  if (key === undefined || answers === undefined) {
    throw exerciseError('schema', 'exercise.yaml', `the group ${id} has the harness keyed and needs key and answers.`);
  }
  if (!key.startsWith('hidden/')) {
    throw exerciseError('schema', 'exercise.yaml', `the group ${id} shows its key; move it to tests/hidden.`);
  }
  return { key, answers };
}

/**
 * Reads the key of a `keyed` group and the recordings that it names.
 *
 * @throws CatalogueError with the file and a sentence, when something is missing or does not follow the format
 */
export function loadAnswerKey({ tests }: Parts, group: TestGroup): LoadedKey {
  const { key: path } = keyedFilesOf(group);
  const key = readStructured(contentOf(tests, path, `the group ${group.id}`), answerKey, `tests/${path}`, exerciseError);
  const recordings = new Map<string, Recording>();
  for (const entry of key.entries) {
    for (const { series } of entry.kind === 'alert' ? entry.recordings : []) {
      const signals = entry.kind === 'alert' ? entry.signals : [];
      recordings.set(series, recordingIn(contentOf(tests, series, `tests/${path}`), `tests/${series}`, signals));
    }
  }
  return { key, recordings };
}

/** The ids of the cases that a `keyed` group has, as `manifest.json` lists them. @throws CatalogueError as `loadAnswerKey` */
export function keyedCaseIds(parts: Parts, group: TestGroup): string[] {
  return caseIdsOfKey(loadAnswerKey(parts, group).key, answersStem(group));
}

/** What the ids of a `keyed` group's cases begin with: `review/answers.json` → `answers`. */
export function answersStem({ answers = '' }: TestGroup): string {
  return answers.replace(/^.*\//, '').replace(/\.json$/, '');
}

function contentOf(tests: Parts['tests'], path: string, by: string): string {
  const file = tests.find((one) => one.path === path);
  if (file === undefined) {
    throw exerciseError('test-files', `tests/${path}`, `is missing; ${by} names it.`);
  }
  return file.content;
}

/** One column for each signal, one line for each minute. */
function recordingIn(csv: string, file: string, signals: readonly string[]): Recording {
  const [head = '', ...lines] = csv.trimEnd().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const missing = signals.find((signal) => !names.includes(signal));
  if (missing !== undefined) {
    throw exerciseError('schema', file, `has no column ${missing}; its first line names the signals.`);
  }
  const rows = lines.map((text, index) => {
    const row = text.split(',').map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
    if (row.length !== names.length || !row.every(Number.isFinite)) {
      throw exerciseError('schema', file, `line ${String(index + 2)} does not hold one number for each signal.`);
    }
    return row;
  });
  return new Map(names.map((name, column) => [name, rows.map((row) => row[column] ?? 0)]));
}
