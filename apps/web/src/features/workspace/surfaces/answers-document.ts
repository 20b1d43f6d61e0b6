import type { AnswerForm, FormField } from '@assay/contracts';
import { alertRule } from '@assay/contracts';

/** The members of an answers file, in their order; those that no field knows among them. */
export type Answers = Readonly<Record<string, unknown>>;

/** The answers in a file, or null when it holds no JSON object. */
export function readAnswers(text: string): Answers | null {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The file's text: every member on its own line, so that a revision can be compared with another. */
export function writeAnswers(answers: Answers): string {
  return `${JSON.stringify(answers, null, 2)}\n`;
}

/** The fields of a form that have no whole answer yet, in their order. */
export function unansweredIn(form: AnswerForm, answers: Answers): FormField[] {
  return form.fields.filter((field) => !isAnswered(field, answers[field.id]));
}

export function isAnswered(field: FormField, value: unknown): boolean {
  switch (field.kind) {
    case 'choice':
      return choiceOf(field.options, value) !== null;
    case 'choices':
      return choicesOf(field.options, value).length > 0;
    case 'number':
      return typeof value === 'number';
    case 'text':
    case 'prose':
      return typeof value === 'string' && value.trim() !== '';
    case 'order':
      return orderOf(field.options, value) !== null;
    case 'judgement': {
      const { best, worst } = judgementOf(field.options, value);
      return best !== null && worst !== null;
    }
    case 'findings':
      return findingsOf(value).length > 0;
    case 'alert':
      return alertRule.safeParse(value).success;
  }
}

type Options = readonly { id: string }[];

export function choiceOf(options: Options, value: unknown): string | null {
  return options.find(({ id }) => id === value)?.id ?? null;
}

export function choicesOf(options: Options, value: unknown): string[] {
  return Array.isArray(value) ? options.filter(({ id }) => value.includes(id)).map(({ id }) => id) : [];
}

/** The order given, or null while there is none of all options. */
export function orderOf(options: Options, value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length !== options.length) return null;
  return options.every(({ id }) => value.includes(id)) ? value.map(String) : null;
}

export function judgementOf(options: Options, value: unknown): { best: string | null; worst: string | null } {
  const given = isObject(value) ? value : {};
  return { best: choiceOf(options, given['best']), worst: choiceOf(options, given['worst']) };
}

/** One finding as the form writes it; further members stay as they are. */
export interface WrittenFinding extends Readonly<Record<string, unknown>> {
  file: string;
  from: number;
  to: number;
  category: string;
  severity: string;
  comment: string;
}

/** The findings that the form can show. */
export function findingsOf(value: unknown): WrittenFinding[] {
  return Array.isArray(value) ? value.filter(isFinding) : [];
}

function isFinding(value: unknown): value is WrittenFinding {
  if (!isObject(value)) return false;
  const { file, from, to, category, severity, comment = '' } = value;
  const texts = [file, category, severity, comment].every((text) => typeof text === 'string');
  return texts && typeof from === 'number' && typeof to === 'number';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
