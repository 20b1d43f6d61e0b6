import type { ExerciseManifest, SubmissionExpectations, TextFile } from '@assay/contracts';
import { submissionExpectations } from '@assay/contracts';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseError } from './catalogue.error.js';
import { readStructured } from './structured.text.js';
import { readTextFolder } from './text.folder.js';

/** An example answer and what it must get. */
export interface ExampleSubmission {
  /** Folder name below `submissions/`, or `starter`. */
  name: string;
  files: TextFile[];
  expectation: SubmissionExpectations[string];
}

/** The example that needs no folder: the files that candidates are given. */
export const STARTER = 'starter';

/**
 * Reads `submissions.yaml` and the folders that it names, in its order.
 *
 * @param folder the exercise's folder
 * @throws CatalogueError `examples-mismatch` when folders and expectations differ, one names an unknown group, none is accepted,
 *   or the starter is not among them
 */
export async function readExamples(
  folder: string,
  expectationsText: string,
  manifest: ExerciseManifest,
  starter: TextFile[],
): Promise<ExampleSubmission[]> {
  const expectations = readStructured(expectationsText, submissionExpectations, 'submissions.yaml', exerciseError);
  checkExpectations(expectations, manifest);
  await refuseUnexpectedFolders(folder, expectations);
  const examples: ExampleSubmission[] = [];
  for (const [name, expectation] of Object.entries(expectations)) {
    const files = name === STARTER ? starter : await readTextFolder(join(folder, 'submissions', name), `submissions/${name}`);
    if (files.length === 0) {
      throw exerciseError('examples-mismatch', `submissions/${name}`, 'is empty; an example hands in at least one file.');
    }
    examples.push({ name, files, expectation });
  }
  return examples;
}

function checkExpectations(expectations: SubmissionExpectations, manifest: ExerciseManifest): void {
  const groups = new Set(manifest.groups.map((group) => group.id));
  for (const [name, expectation] of Object.entries(expectations)) {
    const unknown = Object.keys(expectation.groups).find((id) => !groups.has(id));
    if (unknown !== undefined) {
      throw mismatch(`expects something of the group ${unknown} from ${name}, but exercise.yaml has no such group.`);
    }
  }
  const starter = expectations[STARTER];
  if (!starter) {
    throw mismatch('must say what the untouched starter gets; add "starter".');
  }
  if (starter.verdict === 'accepted') {
    throw mismatch('lets the untouched starter be accepted, so the exercise asks for nothing.');
  }
  if (!isRatedAlone(manifest) && !Object.values(expectations).some((expectation) => expectation.verdict === 'accepted')) {
    throw mismatch('has no accepted example; add a reference solution.');
  }
}

async function refuseUnexpectedFolders(folder: string, expectations: SubmissionExpectations): Promise<void> {
  const entries = await readdir(join(folder, 'submissions')).catch(() => []);
  for (const name of entries) {
    if (name === STARTER) {
      throw exerciseError(
        'examples-mismatch',
        `submissions/${name}`,
        'is not needed: the example "starter" is the folder starter/ itself.',
      );
    }
    if (!(name in expectations)) {
      throw exerciseError('examples-mismatch', `submissions/${name}`, 'is not in submissions.yaml; say there what it must get.');
    }
  }
}

function mismatch(sentence: string): Error {
  return exerciseError('examples-mismatch', 'submissions.yaml', sentence);
}

/** Where people rate everything, no example can be accepted or refused. */
export function isRatedAlone({ groups }: ExerciseManifest): boolean {
  return groups.every(({ harness }) => harness === 'written');
}
