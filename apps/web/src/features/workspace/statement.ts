export interface Statement {
  task: string;
  /** Absent when the statement has no such part. */
  examples: string | null;
  notes: string | null;
}

/** Parts of a statement that get a tab of their own: its second-level headings "Examples" and "Notes". The title goes: the page has one. */
export function splitStatement(markdown: string): Statement {
  const parts = markdown.replace(/^\s*# .*\n/, '').split(/^(?=## )/m);
  const named = (name: RegExp): string | null => {
    const text = parts.filter((part) => name.test(part)).map((part) => part.replace(/^## .*\n/, ''));
    return text.length > 0 ? text.join('\n') : null;
  };
  const examples = /^## Examples?\s*\n/i;
  const notes = /^## Notes?\s*\n/i;
  return {
    task: parts.filter((part) => !examples.test(part) && !notes.test(part)).join(''),
    examples: named(examples),
    notes: named(notes),
  };
}
