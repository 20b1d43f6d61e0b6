import { describe, expect, it } from '@jest/globals';
import { markdownOfTex } from './tex.js';

const read = (tex: string) => markdownOfTex(tex).markdown;

describe('a statement in LaTeX', () => {
  it('keeps its sections, and loses what shapes the page', () => {
    const tex = String.raw`\problemname{Ducks}
% nobody reads this
\noindent Count the ducks.\\They swim. % nor this
\begin{Input}
    One number.
\end{Input}
\section*{Output}
Another one.\pagebreak`;
    expect(read(tex)).toBe('Count the ducks.\n\nThey swim.\n\n## Input\n\nOne number.\n\n## Output\n\nAnother one.');
  });

  it('keeps lists, also one within another', () => {
    const tex = String.raw`\begin{enumerate}
  \item Take a duck
    by its \emph{wing}.
  \item Then:
  \begin{itemize}
    \item $n$ ducks
    \item[*] \textbf{more}
  \end{itemize}
\end{enumerate}`;
    expect(read(tex)).toBe('1. Take a duck\n   by its *wing*.\n2. Then:\n\n   - `n` ducks\n   - \\* **more**');
  });

  it('keeps tables and program text', () => {
    const tex = String.raw`\begin{tabular}{|l|r|}\hline
duck & age \\ \hline
\texttt{a\_b} \& co & 3 \\
\end{tabular}
\begin{verbatim}
  if x % 2:  {$}
\end{verbatim}`;
    expect(read(tex)).toBe('| duck | age |\n| --- | --- |\n| `a_b` & co | 3 |\n\n```text\n  if x % 2:  {$}\n```');
  });

  it('puts in what it defines itself', () => {
    expect(read(String.raw`\newcommand{\most}{10^{5}}\def\bird{duck}At most $\most$ \bird{}s.`)).toBe('At most `10^5` ducks.');
  });

  it('keeps signs that Markdown would take for its own, accents and quotes', () => {
    expect(read("2*3*4 <b> 5\\% of ``caf\\'e'' for Sm{\\o}rg{\\aa}s--- {\\bf now}~\\ldots")).toBe(
      '2\\*3\\*4 \\<b> 5% of "café" for Smørgås— **now** …',
    );
  });

  it('says in words what it shows in pictures, footnotes and links', () => {
    const tex = String.raw`\illustration{.3}{duck.jpg}{A duck by \href{https://example.org/}{nobody}.}
See Figure~\ref{fig:duck}.\footnote{It is yellow.}
\begin{figure}[h]\centering\includegraphics[width=3cm]{duck}\caption{Again.}\label{fig:duck}\end{figure}`;
    expect(read(tex)).toBe('*A duck by [nobody](https://example.org/).*\n\nSee Figure. (It is yellow.)\n\n*Again.*');
  });

  it('names the commands that it does not know', () => {
    const { markdown, unknown } = markdownOfTex(String.raw`A \quack{loud} duck, $\feather$, \begin{pond} \end{pond}`);
    expect(markdown).toContain(String.raw`\quack{loud}`);
    expect(unknown).toEqual([String.raw`\feather`, String.raw`\quack`, String.raw`\begin{pond}`]);
  });
});
