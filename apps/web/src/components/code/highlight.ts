import { pythonLanguage } from '@codemirror/lang-python';
import { highlightCode, styleTags, tagHighlighter, tags as t } from '@lezer/highlight';

/** Python whose decorators are marked with their whole name, not with the sign alone. */
export const pythonSource = pythonLanguage.configure({
  props: [styleTags({ 'Decorator/VariableName Decorator/PropertyName Decorator/"."': t.annotation })],
});

/** Syntax roles of the design; the classes are in `styles/code.css`. */
export const syntaxClasses = tagHighlighter([
  { tag: [t.keyword, t.controlKeyword, t.operatorKeyword, t.definitionKeyword, t.moduleKeyword, t.modifier], class: 'tok-k' },
  { tag: [t.bool, t.null, t.self], class: 'tok-k' },
  { tag: [t.function(t.variableName), t.function(t.propertyName), t.function(t.definition(t.variableName))], class: 'tok-f' },
  { tag: [t.className, t.definition(t.className)], class: 'tok-f' },
  { tag: [t.string, t.special(t.string), t.escape], class: 'tok-s' },
  { tag: [t.number], class: 'tok-n' },
  { tag: [t.comment, t.lineComment], class: 'tok-c' },
  { tag: [t.meta, t.annotation], class: 'tok-d' },
]);

export interface Token {
  text: string;
  /** Empty for plain text. */
  className: string;
}

const isPython = (path: string): boolean => /\.pyi?$/.test(path);

/** Lines of tokens, in order; a file that is not Python is plain. */
export function highlightLines(code: string, path: string): Token[][] {
  const text = code.replace(/\r\n?/g, '\n');
  if (!isPython(path)) {
    return text.split('\n').map((line) => [{ text: line, className: '' }]);
  }
  const lines: Token[][] = [[]];
  highlightCode(
    text,
    pythonSource.parser.parse(text),
    syntaxClasses,
    (piece, className) => lines.at(-1)?.push({ text: piece, className }),
    () => lines.push([]),
  );
  return lines;
}
