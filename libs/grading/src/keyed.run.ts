import type { ExercisePackage, GradingRuntime, RunReport, TestGroup } from '@assay/contracts';
import { answersStem, CatalogueError, keyedFilesOf, loadAnswerKey } from '@assay/catalogue';
import type { AnswersFile, HandedInFile } from '@assay/domain';
import { markAnswers, readAnswersFile } from '@assay/domain';
import { blankReport } from '@assay/sandbox';

/** Says of a run that no sandbox was needed, because nothing of the candidate's was run. */
export const hostRuntime: GradingRuntime = {
  driver: 'host',
  assurance: 'production',
  imageProfile: 'none',
  imageVersion: 'none',
};

/**
 * Marks the answers that a group's key asks for. It reads the candidate's file as data, here on the host; so whatever that file
 * holds, cases fail and nothing else. A key that cannot be used is our fault.
 */
export function runKeyed(exercise: ExercisePackage, group: TestGroup, files: readonly HandedInFile[]): RunReport {
  const report = blankReport(group.id, hostRuntime);
  try {
    const key = loadAnswerKey(exercise, group);
    const cases = markAnswers(key, answersStem(group), answersIn(files, keyedFilesOf(group).answers));
    const ids = cases.map(({ id }) => id);
    return { ...report, collected: ids, begun: ids, cases, status: 0 };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { ...report, fault: { code: 'key-unusable', message: error.message.slice(0, 4_000) } };
  }
}

function answersIn(files: readonly HandedInFile[], path: string): AnswersFile {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return `There is no ${path}.`;
  const text = textOf(file.content);
  return text === null ? `${path} is not UTF-8 text.` : readAnswersFile(path, text);
}

function textOf(content: HandedInFile['content']): string | null {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
