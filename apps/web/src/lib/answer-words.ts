import type { AlertRule, FormField, KeyEntry, TextFile } from '@assay/contracts';
import { alertRule, judgementAnswer } from '@assay/contracts';
import { countOf, listed } from '@assay/domain';
import type { LineRange } from '../components/code/code-view.js';
import { withoutCodeMarks } from '../components/inline-code.js';

/** A field's words for an id of the key; the id itself where no form names it. */
export function labelsOf(field: FormField | null): (id: string) => string {
  const named = field === null ? [] : 'options' in field ? field.options : 'signals' in field ? field.signals : [];
  const labels = new Map(named.map(({ id, label }) => [id, withoutCodeMarks(label)]));
  return (id) => labels.get(id) ?? id;
}

/** Lines that say what was answered; null where it can only be shown as it stands in the file. */
export function answerLines(entry: KeyEntry, answer: unknown, label: (id: string) => string): string[] | null {
  if (answer === null || answer === undefined) return ['No answer'];
  switch (entry.kind) {
    case 'choice':
      return typeof answer === 'string' ? [label(answer)] : null;
    case 'choices':
      return idsIn(answer)?.map(label) ?? null;
    case 'order':
      return idsIn(answer)?.map((id, at) => `${String(at + 1)}. ${label(id)}`) ?? null;
    case 'number':
    case 'text':
      return typeof answer === 'number' || typeof answer === 'string' ? [String(answer)] : null;
    case 'judgement': {
      const { data } = judgementAnswer.safeParse(answer);
      return data ? [`Best: ${label(data.best)}`, `Worst: ${label(data.worst)}`] : null;
    }
    case 'alert': {
      const { data } = alertRule.safeParse(answer);
      return data ? [ruleWords(data, label)] : null;
    }
    case 'findings':
      return null;
  }
}

function idsIn(answer: unknown): string[] | null {
  return Array.isArray(answer) && answer.every((item) => typeof item === 'string') ? answer : null;
}

/** Lines that say what the key asks for. */
export function keyLines(entry: KeyEntry, label: (id: string) => string): string[] {
  switch (entry.kind) {
    case 'choice':
      return [label(entry.answer), ...secondBest(entry.partial, label)];
    case 'choices':
      return [...entry.answer.map(label), ...(entry.credit === 'each' ? ['A wrong one takes away what a right one gives.'] : [])];
    case 'order':
      return entry.answer.map((id, at) => `${String(at + 1)}. ${label(id)}`);
    case 'number': {
      const { tolerance } = entry;
      const within =
        'absolute' in tolerance ? String(tolerance.absolute) : `${String(Number((tolerance.relative * 100).toPrecision(3)))} %`;
      return [`${String(entry.answer)}, ± ${within}`];
    }
    case 'text':
      return [entry.accepts.join(' · ')];
    case 'judgement':
      return [
        `Best: ${label(entry.best.answer)}`,
        ...secondBest(entry.best.partial, label),
        `Worst: ${label(entry.worst.answer)}`,
        ...secondBest(entry.worst.partial, label),
      ];
    case 'alert':
      return entry.recordings.map(({ id, fires }) =>
        fires === null
          ? `${readable(id)}: silent`
          : `${readable(id)}: first in minute ${String(fires.from)} to ${String(fires.to)}`,
      );
    case 'findings':
      return [`${countOf(entry.defects.length, 'defect')}, ${countOf(entry.decoys.length, 'decoy')}`];
  }
}

function secondBest(partial: Readonly<Record<string, number>>, label: (id: string) => string): string[] {
  return Object.entries(partial).map(([id, points]) => `${countOf(points, 'point')} for ${label(id)}`);
}

const statistics: Record<AlertRule['all'][number]['statistic'], string> = { mean: 'mean', min: 'lowest', max: 'highest' };

function ruleWords({ all, forMinutes }: AlertRule, label: (id: string) => string): string {
  const conditions = all.map(
    ({ signal, statistic, minutes, comparison, value }) =>
      `${statistics[statistic]} of “${label(signal)}” over ${String(minutes)} min ${comparison} ${String(value)}`,
  );
  return `Fires when ${listed(conditions)}, for longer than ${String(forMinutes)} min.`;
}

/** "session-never-closed" → "Session never closed". */
export function readable(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The lines of a member in its answers file, to cite them; the whole file where it stands on one line. */
export function linesOfMember({ content }: Pick<TextFile, 'content'>, id: string): LineRange {
  const lines = content.trimEnd().split('\n');
  const from = lines.findIndex((line) => line.trimStart().startsWith(`${JSON.stringify(id)}:`));
  if (from === -1) return { from: 1, to: lines.length };
  const indent = /^\s*/.exec(lines[from] ?? '')?.[0].length ?? 0;
  const next = lines.findIndex(
    (line, at) => at > from && /^\s*"[^"]*":/.test(line) && (/^\s*/.exec(line)?.[0].length ?? 0) <= indent,
  );
  const end = next === -1 ? lines.length - (lines.at(-1)?.trim() === '}' ? 1 : 0) : next;
  return { from: from + 1, to: Math.max(from + 1, end) };
}
