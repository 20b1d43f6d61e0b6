const replacements: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/(?<!\\)%.*$/gm, ''],
  [/\\problemname\{[^}]*\}/g, ''],
  [/\\(?:sub)*section\*?\{([^}]*)\}/g, '\n## $1\n\n'],
  [/\\begin\{(?:itemize|enumerate|description)\}(?:\[[^\]]*\])?|\\end\{(?:itemize|enumerate|description)\}/g, '\n'],
  [/[ \t]*\n?[ \t]*\\item\b(?:\[([^\]]*)\])?[ \t]*/g, '\n- $1'],
  [/\\(?:emph|textit)\{([^}]*)\}/g, '*$1*'],
  [/\\textbf\{([^}]*)\}/g, '**$1**'],
  [/\\(?:texttt|verb)\{([^}]*)\}/g, '`$1`'],
  [/\\includegraphics(?:\[[^\]]*\])?\{[^}]*\}/g, ''],
  [/\\(?:begin|end)\{(?:center|figure)\}(?:\[[^\]]*\])?/g, ''],
  [/``|''/g, '"'],
  [/(?<!\\)~/g, ' '],
  [/\\\\/g, '\n'],
  [/\\([&%#_$])/g, '$1'],
  [/\n{3,}/g, '\n\n'],
];

/** The text of a LaTeX statement as Markdown, for an author to read through. Formulas stay between their dollar signs. */
export function markdownOfTex(tex: string): string {
  return replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), tex).trim();
}

/** Headings one level lower, as the exercise's title is the only one of the first. */
export function lowered(markdown: string): string {
  const hasTitle = /^# /m.test(markdown);
  return hasTitle ? markdown.replace(/^(#{1,5}) /gm, '#$1 ') : markdown;
}
