import type { AnswerForm } from '@assay/contracts';
import type { Workbook } from '../workbook.js';
import { readAnswers, unansweredIn } from './answers-document.js';

/** The fields of a form that have no answer yet. */
export interface OpenAnswers {
  form: AnswerForm;
  fields: { id: string; number: number; label: string }[];
}

/** What of the forms is not answered, as the files stand now; a file that cannot be read answers nothing. */
export function openAnswers(forms: readonly AnswerForm[], workbook: Pick<Workbook, 'text'>): OpenAnswers[] {
  return forms.flatMap((form) => {
    const open = unansweredIn(form, readAnswers(workbook.text(form.answers)) ?? {});
    const fields = open.map(({ id, label }) => ({ id, label, number: form.fields.findIndex((field) => field.id === id) + 1 }));
    return fields.length === 0 ? [] : [{ form, fields }];
  });
}

/** Where a field stands in the page. */
export function fieldAnchor(fieldId: string): string {
  return `field-${fieldId}`;
}

const framesToWait = 60;

/** Shows a field and puts the focus on it, as soon as its form is there. */
export function leadTo(fieldId: string, frames = framesToWait): void {
  const element = document.getElementById(fieldAnchor(fieldId));
  if (element) {
    element.scrollIntoView({ block: 'start' });
    element.focus({ preventScroll: true });
  } else if (frames > 0) {
    requestAnimationFrame(() => leadTo(fieldId, frames - 1));
  }
}
