import { withReadableFormulas } from '../formula.js';
import type { Replacement } from '../markdown.js';
import { codeBlock, codeSpan, KeptText, replacedThroughout, tableOf } from '../markdown.js';

export interface ConvertedText {
  markdown: string;
  /** Commands that have no counterpart here and stand in the text as they were. */
  unknown: string[];
}

/** Signs that were meant as themselves, in TeX's order of escapes; each has a mark while commands are replaced. */
const literal = '*<_#&%${}\\~^';
const escapedInMarkdown = new Set('*<_#\\');
const mark = (sign: string) => String.fromCodePoint(0xe0_20 + literal.indexOf(sign));
/** Stands for `\\\\`, which ends a line of the text or of a table. */
const lineBreak = '\u{e040}';
const unmarked = (text: string, inProse: boolean) =>
  Array.from(literal).reduce(
    (so, sign) => so.replaceAll(mark(sign), inProse && escapedInMarkdown.has(sign) ? `\\${sign}` : sign),
    text,
  );

const accents: Record<string, string> = {
  ...{ '"': '\u0308', "'": '\u0301', '`': '\u0300', '^': '\u0302', '~': '\u0303', '=': '\u0304', '.': '\u0307' },
  ...{ c: '\u0327', v: '\u030C', r: '\u030A', H: '\u030B', u: '\u0306' },
};
const letters: Record<string, string> = {
  ...{ aa: 'å', AA: 'Å', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', ss: 'ß', l: 'ł', L: 'Ł', i: 'ı' },
  ...{
    ldots: '…',
    dots: '…',
    textellipsis: '…',
    textbackslash: mark('\\'),
    textasciitilde: mark('~'),
    textasciicircum: mark('^'),
  },
  ...{ LaTeX: 'LaTeX', TeX: 'TeX', quad: ' ', qquad: ' ', par: '\n\n', newline: '\n\n', textless: mark('<'), textgreater: '>' },
};
/** Commands that shape the page, and those that stand for the samples, which the statement has at its end. */
const shaping =
  /\\(?:noindent|pagebreak|newpage|clearpage|centering|raggedright|smallskip|medskip|bigskip|hfill|vfill|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|bfseries|itshape|nextsample|remainingsamples|sampleinput|hline|null)(?![A-Za-z])(?:\[[^\]]*\])?/g;

/** Commands and environments with what is between their braces, the innermost first. */
function commands(kept: KeptText): Replacement[] {
  const code = (text: string) => kept.keep(codeSpan(unmarked(text, false)));
  const words = (text: string, around: string) => (text.trim() === '' ? '' : `${around}${text.trim()}${around}`);
  const paragraph = (text: string) => (text.trim() === '' ? '' : `\n\n*${text.trim().replace(/\s+/g, ' ')}*\n\n`);
  return [
    [/\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, to = '', text = '') => `[${text}](${kept.keep(unmarked(to, false))})`],
    [/\\url\s*\{([^{}]*)\}/g, (_, to = '') => kept.keep(`<${unmarked(to, false)}>`)],
    [/\\illustration\s*\{[^{}]*\}\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, (_, caption = '') => paragraph(caption)],
    [/\\multicolumn\s*\{[^{}]*\}\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, (_, cell = '') => cell],
    [/\\(?:textcolor|epigraph)\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, (_, text = '') => text],
    [/\\caption\*?\s*\{([^{}]*)\}/g, (_, caption = '') => paragraph(caption)],
    [/\\footnote\s*\{([^{}]*)\}/g, (_, note = '') => ` (${note.trim()})`],
    [/\\(?:sub)+section\*?\s*\{([^{}]*)\}/g, (_, title = '') => `\n\n### ${title.trim()}\n\n`],
    [/\\section\*?\s*\{([^{}]*)\}/g, (_, title = '') => `\n\n## ${title.trim()}\n\n`],
    [/\\(?:emph|textit|textsl)\s*\{([^{}]*)\}/g, (_, text = '') => words(text, '*')],
    [/\\textbf\s*\{([^{}]*)\}/g, (_, text = '') => words(text, '**')],
    [/\\(?:texttt|verb)\s*\{([^{}]*)\}/g, (_, text = '') => code(text)],
    [/\\(?:underline|sout|textsc|textrm|textsf|textup|text|mbox|t)\s*\{([^{}]*)\}/g, (_, text = '') => text],
    [/ ?\\(?:ref|cite)\s*\{[^{}]*\}/g, () => ''],
    [/\\(?:label|vspace|hspace|problemname|includegraphics|cline|captionsetup)\*?(?:\[[^\]]*\])?\s*\{[^{}]*\}/g, () => ''],
    [/\{\s*\\(?:em|it|itshape|sl)(?![A-Za-z])\s*([^{}]*)\}/g, (_, text = '') => words(text, '*')],
    [/\{\s*\\(?:bf|bfseries)(?![A-Za-z])\s*([^{}]*)\}/g, (_, text = '') => words(text, '**')],
    [/\{\s*\\(?:tt|ttfamily)(?![A-Za-z])\s*([^{}]*)\}/g, (_, text = '') => code(text)],
    [
      /\\begin\{tabular[*x]?\}(?:\[[^\]]*\])?((?:\{[^{}]*\})+)((?:(?!\\begin\{tabular)[^])*?)\\end\{tabular[*x]?\}/g,
      (_, _columns, rows = '') => table(rows),
    ],
    [
      /\\begin\{(itemize|enumerate|description)\}(?:\[[^\]]*\])?((?:(?!\\begin\{(?:itemize|enumerate|description)\})[^])*?)\\end\{\1\}/g,
      (_, kind = '', items = '') => list(kind, items),
    ],
    [/\\begin\{(Input|Output|Interaction)\}/g, (_, title = '') => `\n\n## ${title}\n\n`],
    [/\\end\{(?:Input|Output|Interaction)\}/g, () => '\n\n'],
    [
      /\\(?:begin|end)\{(?:center|figure|wrapfigure|table|quote|quotation|flushleft|flushright|minipage)\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*\})*/g,
      () => '\n\n',
    ],
    // A group that belongs to no command.
    [/(?<!\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?|\})\{([^{}\\]*)\}/g, (_, text = '') => text],
  ];
}

function table(rows: string): string {
  const cells = rows
    .replace(/\\(?:hline|toprule|midrule|bottomrule)(?![A-Za-z])|\\cline\{[^{}]*\}/g, '')
    .split(lineBreak)
    .filter((row) => row.trim() !== '')
    .map((row) => row.split('&').map((cell) => cell.replace(/\s+/g, ' ').trim()));
  return `\n\n${tableOf(cells)}\n\n`;
}

function list(kind: string, text: string): string {
  const [, ...items] = text.split(/\\item(?![A-Za-z])/);
  const lines = items.map((item, at) => {
    const [, label, body = ''] = /^\s*(?:\[([^\]]*)\])?\s*([^]*?)\s*$/.exec(item) ?? [];
    const bullet = kind === 'enumerate' ? `${String(at + 1)}. ` : '- ';
    const named = label === undefined ? body : `${kind === 'description' ? `**${label}**` : label} ${body}`;
    return bullet + named.replace(/\n(?=[^\n])/g, `\n${' '.repeat(bullet.length)}`);
  });
  return `\n\n${lines.join('\n')}\n\n`;
}

function keepVerbatim(tex: string, kept: KeptText): string {
  return tex
    .replace(
      /\\begin\{(verbatim|lstlisting)\*?\}(?:\[[^\]]*\])?([^]*?)\\end\{\1\*?\}/g,
      (_, _kind, text: string) => `\n\n${kept.keep(codeBlock(text, 'text'))}\n\n`,
    )
    .replace(/\\(?:verb|lstinline)\*?([^\sA-Za-z{*])(.*?)\1/g, (_, _delimiter, text: string) => kept.keep(codeSpan(text)));
}

/** Without remarks: a line of nothing else is no line. */
function withoutRemarks(tex: string): string {
  return tex.replace(/^[ \t]*%.*(?:\n|$)/gm, '').replace(/(?<!\\)%.*$/gm, '');
}

/** With what the text defines for itself put in, as far as it takes no arguments. */
function withOwnCommands(tex: string): string {
  const definition = /\\(?:(?:re)?newcommand\*?\s*\{?|def\s*)\\([A-Za-z]+)\}?\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g;
  const defined = new Map([...tex.matchAll(definition)].map(([, name = '', body = '']) => [name, body]));
  return tex
    .replace(definition, '')
    .replace(/(?<!\\)\\([A-Za-z]+)(?:\{\})?/g, (command, name: string) => defined.get(name) ?? command);
}

function withLetters(tex: string): string {
  return tex
    .replace(
      /\\(["'`^~=.])\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))|\\([cvrHu])\{([A-Za-z])\}/g,
      (_, sign?: string, braced?: string, bare?: string, named?: string, of?: string) =>
        `${braced ?? bare ?? of ?? ''}${accents[sign ?? named ?? ''] ?? ''}`.normalize('NFC'),
    )
    .replace(/\\([A-Za-z]+)(?:\{\}|[ ](?=[a-z]))?/g, (command, name: string) => letters[name] ?? command)
    .replace(/---/g, '—')
    .replace(/(?<=[\s\w])--(?=[\s\w])/g, '–')
    .replace(/``|''/g, '"')
    .replace(/`/g, "'")
    .replace(/~|\\[ ,;/]/g, ' ')
    .replace(/\\-/g, '');
}

/** The text of a LaTeX statement as Markdown, for an author to read through. Source of the subset: Kattis problem package format. */
export function markdownOfTex(tex: string): ConvertedText {
  const kept = new KeptText();
  const unknown = new Set<string>();
  const own = withOwnCommands(withoutRemarks(keepVerbatim(tex, kept)));
  const formulas = withReadableFormulas(own, 'tex', unknown, (code) => kept.keep(code));
  const shaped = withLetters(
    formulas
      .replace(/\\\\\*?(?:\[[^\]]*\])?/g, lineBreak)
      .replace(/\\([&%#$_{}])/g, (_, sign: string) => mark(sign))
      .replace(/(?<!\\[A-Za-z]+)\*(?!\})|</g, mark)
      .replace(/^[ \t]+/gm, ''),
  ).replace(shaping, '');
  const text = replacedThroughout(shaped, commands(kept));
  for (const [command] of text.matchAll(/\\begin\{\w+\*?\}|\\(?!end\b)[A-Za-z]+/g)) unknown.add(command);
  const markdown = kept.restored(
    unmarked(text, true)
      .replaceAll(lineBreak, '\n\n')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  );
  return { markdown, unknown: [...unknown] };
}
