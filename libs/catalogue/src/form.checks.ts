import type { AnswerForm, ExercisePackage, FormField, FormFieldOf, KeyEntry, KeyEntryOf } from '@assay/contracts';
import { parseUnifiedDiff, readAnswersFile, shownLines } from '@assay/domain';
import { keyedFilesOf, loadAnswerKey } from './answer.key.js';
import { exerciseError } from './catalogue.error.js';

type Parts = Pick<ExercisePackage, 'manifest' | 'starter' | 'tests' | 'forms'>;

interface Keyed {
  key: string;
  entry: KeyEntry;
}

/**
 * Throws a CatalogueError at the first place where forms, keys and starter do not fit together: an entry without a field of its kind and
 * options, a field that no key and no rubric could look at, an answers file that does not begin blank, or a diff that cannot be read.
 */
export function checkForms(parts: Parts): void {
  if (parts.forms === undefined) return;
  const groups = parts.manifest.groups.filter(({ harness }) => harness === 'keyed');
  const bare = groups.find(({ answers }) => parts.forms?.some((form) => form.answers === answers) === false);
  if (bare !== undefined) {
    throw exerciseError(
      'form',
      'form.yaml',
      `has no form for ${String(bare.answers)}, which the group ${bare.id} is answered in.`,
    );
  }
  for (const [index, form] of parts.forms.entries()) {
    const keyed = groups
      .filter(({ answers }) => answers === form.answers)
      .flatMap((group) => loadAnswerKey(parts, group).key.entries.map((entry) => ({ key: keyedFilesOf(group).key, entry })));
    if (keyed.length === 0) {
      throw refused(`forms.${String(index)}`, `is about ${form.answers}, which no group of the harness keyed is answered in.`);
    }
    checkForm(form, index, keyed);
    checkBlank(form, parts.starter);
    checkDiffs(form, index, keyed, parts.starter);
  }
}

function checkForm(form: AnswerForm, index: number, keyed: readonly Keyed[]): void {
  const entries = new Map(keyed.map((one) => [one.entry.id, one]));
  for (const [position, field] of form.fields.entries()) {
    const place = placeOf(index, position, field);
    const known = entries.get(field.id);
    if (known === undefined && field.kind !== 'prose') {
      throw refused(place, `is a ${field.kind} that no key has; only prose can be left to the rubric.`);
    }
    if (known !== undefined) checkField(field, known, place);
  }
  const fields = new Set(form.fields.map(({ id }) => id));
  const missing = keyed.find(({ entry }) => !fields.has(entry.id));
  if (missing !== undefined) {
    throw refused(`forms.${String(index)}`, `has no field ${missing.entry.id}, which tests/${missing.key} asks for.`);
  }
}

function checkField(field: FormField, { entry, key }: Keyed, place: string): void {
  if (field.kind !== entry.kind) {
    throw refused(place, `is a ${field.kind}, but tests/${key} has a ${entry.kind} of this id.`);
  }
  for (const [member, given, wanted] of namesIn(field, entry)) {
    const foreign = given.find((id) => !wanted.includes(id));
    if (foreign !== undefined) throw refused(place, `has ${foreign} under ${member}, which tests/${key} does not.`);
    const lacking = wanted.find((id) => !given.includes(id));
    if (lacking !== undefined) throw refused(place, `lacks ${lacking} under ${member}, which tests/${key} has.`);
  }
  if (field.kind === 'order' && entry.kind === 'order' && field.options.every(({ id }, at) => id === entry.answer[at])) {
    throw refused(place, 'lists its options in the right order, which gives the answer away; shuffle them.');
  }
}

/** What must be named alike on both sides: the member, the form's ids and the key's. */
function namesIn(field: FormField, entry: KeyEntry): [string, string[], readonly string[]][] {
  const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
  if (field.kind === 'order' && entry.kind === 'order') return [['options', idsOf(field.options), entry.answer]];
  if ('options' in field && 'options' in entry) return [['options', idsOf(field.options), entry.options]];
  if (field.kind === 'alert' && entry.kind === 'alert') return [['signals', idsOf(field.signals), entry.signals]];
  if (field.kind === 'findings' && entry.kind === 'findings') {
    return [
      ['categories', idsOf(field.categories), entry.categories],
      ['severities', idsOf(field.severities), entry.severities],
    ];
  }
  return [];
}

/** Candidates begin with every answer null, so that what is unanswered can be told. */
function checkBlank({ answers, fields }: AnswerForm, starter: Parts['starter']): void {
  const blank = readAnswersFile(answers, starter.find(({ path }) => path === answers)?.content ?? '');
  if (typeof blank === 'string') throw exerciseError('syntax', `starter/${answers}`, `cannot be used. ${blank}`);
  const given = fields.find(({ id }) => blank.answers.get(id) !== null);
  if (given !== undefined) {
    throw exerciseError('form', `starter/${answers}`, `must have ${given.id} with the answer null: form.yaml has this field.`);
  }
}

function checkDiffs(form: AnswerForm, index: number, keyed: readonly Keyed[], starter: Parts['starter']): void {
  for (const [position, field] of form.fields.entries()) {
    if (field.kind !== 'findings') continue;
    const place = placeOf(index, position, field);
    const entry = keyed.find(({ entry: one }) => one.id === field.id);
    checkDiff(field, place, starter, entry);
  }
}

function checkDiff(field: FormFieldOf<'findings'>, place: string, starter: Parts['starter'], keyed: Keyed | undefined): void {
  const diff = starter.find(({ path }) => path === field.diff);
  if (diff === undefined) {
    throw exerciseError('file-missing', `starter/${field.diff}`, `is missing; form.yaml reviews it at ${place}.`);
  }
  const files = parseUnifiedDiff(diff.content);
  if (typeof files === 'string') throw exerciseError('form', `starter/${field.diff}`, `is no unified diff: ${files}.`);
  const shown = shownLines(files);
  const { defects, decoys } = (keyed?.entry ?? { defects: [], decoys: [] }) as KeyEntryOf<'findings'>;
  for (const { file, from, to } of [...defects, ...decoys]) {
    const lines = shown.get(file);
    if (lines === undefined || !lines.has(from) || !lines.has(to)) {
      const where = `${file} ${String(from)}–${String(to)}`;
      const sentence = `names ${where}, which starter/${field.diff} does not show; candidates can name only what they see.`;
      throw exerciseError('form', `tests/${keyed?.key ?? ''}`, sentence);
    }
  }
}

function placeOf(form: number, position: number, { id }: FormField): string {
  return `forms.${String(form)}.fields.${String(position)} (${id})`;
}

function refused(place: string, sentence: string): Error {
  return exerciseError('form', 'form.yaml', `${place} ${sentence}`);
}
