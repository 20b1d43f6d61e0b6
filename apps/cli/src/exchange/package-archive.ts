import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { exerciseFolder, loadExercise } from '@assay/catalogue';
import { exerciseManifest } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import { parse } from 'yaml';
import { ZipFile } from 'yazl';
import { makeFolder } from '../authoring/make-folder.js';
import { readSubmission } from '../grade/read-submission.js';
import { refuseFaults } from '../grade/refuse-faults.js';
import { beginningAt, textFilesOf } from './folder-files.js';

/** The same archive whenever it is made: entries are of no time and nobody's rights. */
const entry = { mtime: new Date(1980, 0, 1), mode: 0o100_644, forceDosTimestamp: true };

/**
 * Writes an exercise that can be loaded into a zip archive, in a folder of its name.
 *
 * @returns the hash of the package, which whoever imports it gets too
 * @throws CatalogueError when the exercise cannot be loaded
 */
export async function exportExercise(slugOrFolder: string, file: string): Promise<string> {
  const { package: contents } = await loadExercise(slugOrFolder);
  const files = textFilesOf(await readSubmission(await exerciseFolder(slugOrFolder)));
  const zip = new ZipFile();
  for (const { path: name, content } of files) {
    zip.addBuffer(Buffer.from(content), `${contents.manifest.slug}/${name}`, entry);
  }
  zip.end();
  await writeFile(file, await buffer(zip.outputStream));
  return contents.hash;
}

/**
 * Takes an exercise from an archive or a folder into `within`. The archive is read in memory and never unpacked; all of it is checked
 * before the exercise is there.
 *
 * @returns its folder
 * @throws AssayError `files-refused` for files that cannot be taken, `exercise-invalid` with a line for each fault of the package,
 *   `usage-wrong` when there is a folder of its name
 */
export async function importExercise(location: string, within: string): Promise<string> {
  const files = textFilesOf(beginningAt(await readSubmission(location), 'exercise.yaml', 'an exercise of ours'));
  return makeFolder(
    within,
    slugOf(files),
    files.map(({ path: name, content }) => [name, content]),
    (folder) => refuseFaults([folder]),
  );
}

function slugOf(files: readonly { path: string; content: string }[]): string {
  const text = files.find(({ path: name }) => name === 'exercise.yaml')?.content ?? '';
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new AssayError('exercise-invalid', 'exercise.yaml: cannot be read as YAML; mend it and pack the exercise again.', {
      cause,
    });
  }
  const read = exerciseManifest.pick({ slug: true }).safeParse(value);
  if (read.success) return read.data.slug;
  throw new AssayError('exercise-invalid', 'exercise.yaml: has no slug of lower-case words joined by hyphens; give it one.');
}
