import type { AnswerForm, ExerciseWorkspace } from '@assay/contracts';
import type { WorkbookFile } from '../workbook.js';

/** How a file is worked on: as text, or in a surface of its own. */
export type Surface = 'code' | 'form' | 'markdown' | 'plan' | 'diff';

/** The surface of a file, by its name and the exercise's forms. */
export function surfaceOf(path: string, forms: readonly AnswerForm[]): Surface {
  if (forms.some(({ answers }) => answers === path)) return 'form';
  if (/\.md$/i.test(path)) return 'markdown';
  if (/^plans\/.+\.json$/.test(path)) return 'plan';
  return /\.(?:diff|patch)$/.test(path) ? 'diff' : 'code';
}

type Kinds = Pick<ExerciseWorkspace, 'kind'> & { forms?: readonly AnswerForm[] | undefined };

/** The file that an exercise begins with: its form, for a design its document, else the first that can be written. */
export function firstPath(files: readonly WorkbookFile[], { kind, forms = [] }: Kinds): string {
  const own = files.filter(({ readOnly }) => !readOnly);
  const documents = own.filter(({ path }) => surfaceOf(path, forms) === 'markdown');
  const document = kind === 'design' ? (documents.find(({ path }) => /design/i.test(path)) ?? documents[0]) : undefined;
  const form = forms.map(({ answers }) => own.find(({ path }) => path === answers)).find((file) => file !== undefined);
  return (document ?? form ?? own[0] ?? files[0])?.path ?? '';
}

/** What the exercise begins with, then its forms in their order, then the files: what is handed in is not searched for. */
export function inOrderOfUse(files: readonly WorkbookFile[], exercise: Kinds): WorkbookFile[] {
  const order = [firstPath(files, exercise), ...(exercise.forms ?? []).map(({ answers }) => answers)];
  const rank = ({ path }: WorkbookFile): number => (order.includes(path) ? order.indexOf(path) : order.length);
  return files.toSorted((one, other) => rank(one) - rank(other));
}

export function languageOf(path: string): string {
  const names: Record<string, string> = {
    py: 'Python',
    pyi: 'Python',
    sql: 'SQL',
    md: 'Markdown',
    json: 'JSON',
    csv: 'CSV',
    diff: 'Diff',
  };
  return names[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'Text';
}
