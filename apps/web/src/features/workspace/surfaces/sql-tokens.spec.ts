import { describe, expect, it } from '@jest/globals';
import { sqlTokens } from './sql-tokens.js';

const kinds = (text: string) => sqlTokens(text).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe('the tokens of a query', () => {
  it('are its keywords, functions, strings, numbers and comments', () => {
    expect(kinds(`SELECT count(*), 'it''s' -- why\nfrom "select" where a1 > 1.5e3 /* or\n2 */`)).toEqual([
      ['keyword', 'SELECT'],
      ['function', 'count'],
      ['string', "'it''s'"],
      ['comment', '-- why'],
      ['keyword', 'from'],
      ['keyword', 'where'],
      ['number', '1.5e3'],
      ['comment', '/* or\n2 */'],
    ]);
  });

  it('go on to the end while a string or a comment is open', () => {
    expect(kinds('select $f$ a; $$ b')).toEqual([
      ['keyword', 'select'],
      ['string', '$f$ a; $$ b'],
    ]);
    expect(kinds("x = 'open\n1")).toEqual([['string', "'open\n1"]]);
    expect(kinds('/* open 1')).toEqual([['comment', '/* open 1']]);
  });
});
