import type { ExercisePackage } from '@assay/contracts';
import { exerciseError } from './catalogue.error.js';
import { withoutCode } from './fenced.code.js';

export type Requirement = ExercisePackage['requirements'][number];

/** `- **R2** text`; the list mark is optional, a point or colon may follow the id inside or outside the asterisks. */
const opening = /^\s*(?:[-*]\s+)?\*\*(R\d{1,3})[.:]?\*\*[.:]?\s+(\S.*)$/;
/** A line that cannot go on with the sentence before it: empty, a heading, a list mark, a table row, a fence or a quotation. */
const other = /^\s*$|^\s*(?:#{1,6}\s|[-*+]\s|\d+\.\s|\||```|~~~|>)/;

/**
 * The requirements of a statement in their order, each with its text on one line (Markdown kept).
 *
 * A requirement begins with its id in bold at the start of a paragraph or list item, `- **R2** …`, and goes on over the lines
 * after it until an empty line or another block. Code between fences is never read as a requirement. Ids may have gaps (so that
 * a removed requirement does not rename the others) but ascend.
 *
 * @throws CatalogueError `statement` when there is none, or an id comes twice or out of order
 */
export function requirementsOf(statement: string): Requirement[] {
  const found: Requirement[] = [];
  let open: Requirement | null = null;
  for (const line of withoutCode(statement)) {
    const [, id, text] = opening.exec(line) ?? [];
    if (id !== undefined && text !== undefined) {
      open = { id, text: text.trim() };
      refuseDisorder(found.at(-1), open);
      found.push(open);
    } else if (other.test(line)) {
      open = null;
    } else if (open) {
      open.text = `${open.text} ${line.trim()}`;
    }
  }
  if (found.length === 0) {
    throw exerciseError('statement', 'statement.md', 'has no requirement; begin each with its id in bold, as in "- **R1** …".');
  }
  return found;
}

function refuseDisorder(last: Requirement | undefined, next: Requirement): void {
  if (last && numberOf(next) <= numberOf(last)) {
    throw exerciseError(
      'statement',
      'statement.md',
      `has ${next.id} after ${last.id}; give every requirement a number of its own, in ascending order.`,
    );
  }
}

function numberOf(requirement: Requirement): number {
  return Number(requirement.id.slice(1));
}
