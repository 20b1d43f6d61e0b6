const keywords = new Set(
  (
    'add all alter analyze and any array as asc begin between by cascade case cast check coalesce column commit concurrently conflict ' +
    'constraint create cross current_date current_timestamp date default deferrable delete desc distinct do drop else end except exists ' +
    'explain extract false fetch filter first following for foreign from full generated group grouping having if ilike in include ' +
    'index inner insert intersect interval into is join key last lateral left like limit lock materialized natural not nothing null ' +
    'nulls of offset on only or order outer over partition preceding primary range recursive references rename replace returning ' +
    'right rollback row rows select set similar table temporary then timestamp timestamptz to true truncate unbounded union unique ' +
    'update using vacuum values view when where window with within'
  ).split(' '),
);

export interface SqlToken {
  kind: 'comment' | 'string' | 'number' | 'keyword' | 'function';
  from: number;
  to: number;
}

/** Comments, strings with either kind of quotes, names in double quotes, numbers, words; what is open goes on to the end. */
const pattern =
  /(?<comment>--[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>\$(?<tag>[A-Za-z_]*)\$[^]*?(?:\$\k<tag>\$|$)|[eE]?'(?:[^']|'')*(?:'|$))|(?<name>"[^"]*"?)|(?<number>\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_][\w$]*)/g;

/** What of a query is coloured, in its order. */
export function sqlTokens(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const { 0: piece, index: from, groups = {} } of text.matchAll(pattern)) {
    const kind = kindOf(groups, text.slice(from + piece.length, from + piece.length + 1));
    if (kind !== null) tokens.push({ kind, from, to: from + piece.length });
  }
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>, next: string): SqlToken['kind'] | null {
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['string'] !== undefined) return 'string';
  if (groups['number'] !== undefined) return 'number';
  const { word } = groups;
  if (word === undefined) return null;
  if (keywords.has(word.toLowerCase())) return 'keyword';
  return next === '(' ? 'function' : null;
}
