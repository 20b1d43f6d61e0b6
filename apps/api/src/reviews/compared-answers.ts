import { formOf, loadAnswerKey } from '@assay/catalogue';
import type { AnswerForm, ComparedAnswers, ExercisePackage, TestGroup, TextFile } from '@assay/contracts';
import type { AnswersFile, Identity } from '@assay/domain';
import { blindValue, compareAnswers, readAnswersFile } from '@assay/domain';

/** What was answered in each `keyed` group of an exercise, beside the key. For staff who may see keys. */
export function comparedAnswersOf(exercise: ExercisePackage, files: readonly TextFile[]): ComparedAnswers[] {
  return exercise.manifest.groups
    .filter(({ harness }) => harness === 'keyed')
    .map((group) => comparedGroup(exercise, group, files));
}

function comparedGroup(exercise: ExercisePackage, group: TestGroup, files: readonly TextFile[]): ComparedAnswers {
  const { answers: path = '' } = group;
  const text = files.find((file) => file.path === path)?.content;
  const read = text === undefined ? `There is no ${path}.` : readAnswersFile(path, text);
  const form = formOf(exercise, path) ?? null;
  return {
    group: group.id,
    title: form?.title ?? group.title,
    answers: path,
    form,
    entries: compareAnswers(loadAnswerKey(exercise, group), read),
    prose: proseIn(form, read),
    diffs: diffsOf(form, exercise.starter),
    fault: typeof read === 'string' ? read : null,
  };
}

function proseIn(form: AnswerForm | null, read: AnswersFile): Record<string, string> {
  if (typeof read === 'string') return {};
  const fields = form?.fields.filter(({ kind }) => kind === 'prose') ?? [];
  return Object.fromEntries(
    fields.flatMap(({ id }) => {
      const answer = read.answers.get(id);
      return typeof answer === 'string' ? [[id, answer]] : [];
    }),
  );
}

function diffsOf(form: AnswerForm | null, starter: readonly TextFile[]): Record<string, string> {
  const named = form?.fields.flatMap((field) => (field.kind === 'findings' ? [field.diff] : [])) ?? [];
  return Object.fromEntries(starter.filter(({ path }) => named.includes(path)).map(({ path, content }) => [path, content]));
}

/** The same, the candidate's words without what would tell who they are. Points stay those of what was handed in. */
export function blindAnswers(compared: ComparedAnswers, identity: Identity): ComparedAnswers {
  const blind = <T>(value: T) => blindValue(value, identity) as T;
  return {
    ...compared,
    entries: compared.entries.map((one) => ({ ...one, answer: blind(one.answer), findings: blind(one.findings) })),
    prose: blind(compared.prose),
  };
}
