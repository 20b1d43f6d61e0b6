import { Fragment } from 'react';

/** One line of an author's words, in which `backticks` set code. */
export function InlineCode({ children }: { children: string }) {
  return children
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`') ? (
        <code key={index}>{part.slice(1, -1)}</code>
      ) : (
        <Fragment key={index}>{part}</Fragment>
      ),
    );
}

/** The same words to be spoken or put into an attribute. */
export function withoutCodeMarks(text: string): string {
  return text.replace(/`([^`]+)`/g, '$1');
}
