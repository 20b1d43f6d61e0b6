import type { Replacement } from './markdown.js';
import { codeSpan, replacedThroughout } from './markdown.js';

/** Commands of TeX's mathematics that are one sign. Names of functions stay as they are written. */
const signs: Record<string, string> = {
  ...Object.fromEntries<string>(
    `
      le ≤, leq ≤, leqslant ≤, ge ≥, geq ≥, geqslant ≥, lt <, gt >, ne ≠, neq ≠, ll ≪, gg ≫, approx ≈, equiv ≡, sim ~,
      times ×, cdot ·, div ÷, pm ±, mp ∓, oplus ⊕, ast *, star *, ldots …, dots …, cdots …, dotsc …, dotsb …, vdots ⋮,
      infty ∞, sum ∑, prod ∏, int ∫, nabla ∇, partial ∂, in ∈, notin ∉, subset ⊂, subseteq ⊆, cup ∪, cap ∩, setminus ∖,
      emptyset ∅, varnothing ∅, forall ∀, exists ∃, neg ¬, lnot ¬, land ∧, wedge ∧, lor ∨, vee ∨, colon :, mid |, vert |,
      prime ′, to →, rightarrow →, Rightarrow ⇒, leftarrow ←, Leftarrow ⇐, leftrightarrow ↔, Leftrightarrow ⇔, iff ⇔,
      implies ⇒, mapsto ↦, lfloor ⌊, rfloor ⌋, lceil ⌈, rceil ⌉, langle ⟨, rangle ⟩, lvert |, rvert |, lbrace {, rbrace },
      backslash ∖, alpha α, beta β, gamma γ, delta δ, epsilon ε, varepsilon ε, zeta ζ, eta η, theta θ, kappa κ, lambda λ,
      mu μ, nu ν, xi ξ, pi π, rho ρ, sigma σ, tau τ, phi φ, varphi φ, chi χ, psi ψ, omega ω, ell ℓ, Gamma Γ, Delta Δ,
      Theta Θ, Lambda Λ, Pi Π, Sigma Σ, Phi Φ, Psi Ψ, Omega Ω, circ ∘, top ⊤, bot ⊥`
      .split(',')
      .map((pair) => pair.trim().split(' ') as [string, string]),
  ),
  quad: ' ',
  qquad: ' ',
  bmod: ' mod ',
  mod: ' mod ',
  pmod: ' mod ',
};
const functions = /^(?:min|max|log|ln|lg|exp|gcd|lcm|sin|cos|tan|arcsin|arccos|arctan|lim|sup|inf|arg|det|deg|dim|Pr)$/;
const shaping =
  /^(?:left|right|middle|[bB]igg?[lr]?|displaystyle|textstyle|limits|nolimits|bf|rm|it|tt|cal|mathbf|mathrm|mathit|mathtt|mathsf|mathcal|mathbb|mathbin|mathrel|boldsymbol|operatorname|text|textrm|textbf|textit|texttt|textsf|mbox|emph|vec|hat|bar|overline|underline)$/;

/** Innermost groups first, until none is left that is known. */
const groups: readonly Replacement[] = [
  [/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, over = '', under = '') => `${grouped(over)}/${grouped(under)}`],
  [/\\[dt]?binom\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, of = '', taken = '') => `C(${of}, ${taken})`],
  [/\\sqrt\s*\{([^{}]*)\}/g, (_, inner = '') => `√${grouped(inner)}`],
  [/([\^_])\s*\{([^{}]*)\}/g, (_, place = '', inner = '') => `${place}${grouped(inner)}`],
  [/(?<!(?:\\[A-Za-z]+|\})\s*)\{([^{}]*)\}/g, (_, inner = '') => inner],
];

function grouped(inner: string): string {
  const text = inner.trim();
  return /^(?:[-+]?[\p{L}\p{N}.]+|[^\s\w])$/u.test(text) ? text : `(${text})`;
}

/**
 * A formula of TeX on one line of plain text, such as `1 ≤ n ≤ 10^6`, since statements are shown without a typesetter. Commands that
 * have no such form stay.
 */
export function readableFormula(tex: string): string {
  const [open, close] = ['\u{e010}', '\u{e011}'];
  const text = tex
    .replace(/\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))/g, '°')
    .replace(/\\\{/g, open)
    .replace(/\\\}/g, close)
    .replace(/\\\\|\\[,;:! ]|~/g, ' ')
    .replace(/\\\|/g, '‖')
    .replace(/\\([%$#&_])/g, '$1')
    .replace(/\\([A-Za-z]+)\*?/g, (command, name: string) =>
      functions.test(name) ? name : shaping.test(name) ? '' : (signs[name] ?? command),
    );
  return replacedThroughout(text, groups).replaceAll(open, '{').replaceAll(close, '}').replace(/\s+/g, ' ').trim();
}

/** Formulas between the signs of TeX, and those that Markdown knows: dollars, which are money before a space or a digit. */
const inTex =
  /(?<!\\)\$\$([^]+?)\$\$|(?<!\\)\\\[([^]+?)\\\]|(?<!\\)\\\(([^]+?)\\\)|(?<!\\)\$((?:\\.|(?!\n\s*\n|<\/)[^$\\])+?)\$/g;
const inMarkdown = /(?:```[^]*?```|`[^`\n]+`)|(?<!\\)\$\$([^]+?)\$\$()()|(?<![\\\d])\$(?!\s)((?:\\.|[^$\\`])+?)(?<!\s)\$(?!\d)/g;

/**
 * A text with its formulas as code that can be read; a displayed one is a paragraph.
 *
 * @param unknown gets the commands that stay
 */
export function withReadableFormulas(
  text: string,
  markup: 'tex' | 'markdown',
  unknown: Set<string>,
  keep: (code: string) => string = (code) => code,
): string {
  return text.replace(
    markup === 'tex' ? inTex : inMarkdown,
    (whole, double?: string, bracketed?: string, round?: string, single?: string) => {
      const display = double ?? (bracketed === '' ? undefined : bracketed);
      const formula = display ?? (round === '' ? undefined : round) ?? single;
      if (formula === undefined) return whole;
      const readable = readableFormula(formula);
      for (const [command] of readable.matchAll(/\\[A-Za-z]+/g)) unknown.add(command);
      const code = keep(codeSpan(readable));
      return display === undefined ? code : `\n\n${code}\n\n`;
    },
  );
}
