import type { TextFile } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { AssayError } from '@assay/platform';

/**
 * The files below the folder that holds `marker`, which is the top or one folder below it, as archives are made either way.
 *
 * @throws AssayError `files-refused` when there is no such folder or more than one
 */
export function beginningAt(files: readonly HandedInFile[], marker: string, what: string): HandedInFile[] {
  const tops = files.map(({ path }) => path.split('/')).filter((parts) => parts.length <= 2 && parts.at(-1) === marker);
  const [top] = tops;
  if (top === undefined || tops.length > 1) {
    const found = top === undefined ? 'no' : 'more than one';
    throw new AssayError('files-refused', `This is not ${what}: there is ${found} ${marker} at its top or in a folder there.`);
  }
  const prefix = top
    .slice(0, -1)
    .map((name) => `${name}/`)
    .join('');
  return files
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, content }) => ({ path: path.slice(prefix.length), content }));
}

/**
 * Files that are all text.
 *
 * @throws AssayError `files-refused` with a line for each that is not
 */
export function textFilesOf(files: readonly HandedInFile[]): TextFile[] {
  const others = files.filter(({ content }) => typeof content !== 'string');
  if (others.length > 0) {
    const lines = others.map(({ path }) => `${path}: is not UTF-8 text; save it as UTF-8 or leave it out.`);
    throw new AssayError('files-refused', lines.join('\n'));
  }
  return files as TextFile[];
}
