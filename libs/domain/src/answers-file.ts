/** Most characters that an answers file may have. */
const longest = 200_000;
/** How deep lists and objects may be nested; what answers need is four levels. */
const deepest = 10;

/** The answers of a file by entry id, or one sentence for the candidate that says why none could be read. */
export type AnswersFile = { readonly answers: ReadonlyMap<string, unknown>; readonly twice: ReadonlySet<string> } | string;

/**
 * Reads an answers file: a JSON object, each member of which answers the entry of that id. Members that no entry asks for are left
 * alone. Never throws, whatever the text holds.
 *
 * @param path the file's name, for the sentence
 */
export function readAnswersFile(path: string, text: string): AnswersFile {
  if (text.length > longest) return `${path} is longer than ${String(longest)} signs.`;
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (parsed === undefined) return `${path} is not JSON.`;
  const shape = shapeOf(text);
  if (shape.depth > deepest) return `${path} is nested deeper than ${String(deepest)} levels.`;
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    return `${path} must hold one JSON object, with an answer for each entry by its name.`;
  }
  return { answers: new Map(Object.entries(parsed)), twice: shape.twice };
}

/** Undefined where the text is no JSON, which has no such value. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What `JSON.parse` does not tell: how deep the text is nested, and which members of its outermost object it names twice. The text must
 * be JSON: only then do its strings end, and the search for them takes time in proportion to its length.
 */
function shapeOf(text: string): { depth: number; twice: Set<string> } {
  const seen = new Set<string>();
  const twice = new Set<string>();
  let [level, depth, last] = [0, 0, ''];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs)) {
    if (token === '{' || token === '[') level += 1;
    if (token === '}' || token === ']') level -= 1;
    depth = Math.max(depth, level);
    if (token === ':' && level === 1) {
      const name = parseJson(last);
      if (typeof name === 'string') (seen.has(name) ? twice : seen).add(name);
    }
    last = token;
  }
  return { depth, twice };
}
