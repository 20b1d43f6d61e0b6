import { describe, expect, it } from '@jest/globals';
import { importCandidates, maxInvitees } from './candidate-import.js';

const invited = (rows: string[][]) => importCandidates(rows).invitees;
const problems = (rows: string[][]) => importCandidates(rows).problems;

describe('importing candidates', () => {
  it('reads columns in any order when a heading names them', () => {
    const rows = [
      ['Email', 'Team', 'Name', 'Extra time'],
      ['Alder@Example.org ', 'A', ' Alder Quill', '25 %'],
    ];
    expect(importCandidates(rows)).toEqual({
      invitees: [{ row: 2, invitee: { name: 'Alder Quill', email: 'alder@example.org', timeFactor: 1.25 } }],
      problems: [],
    });
  });

  it('takes name, e-mail and extra time in this order without a heading', () => {
    expect(invited([['Wren Tarn', 'wren@example.org']])[0]?.invitee.timeFactor).toBe(1);
    expect(invited([['Wren Tarn', 'wren@example.org', '1,5']])[0]?.invitee.timeFactor).toBe(1.5);
    expect(invited([['Wren Tarn', 'wren@example.org', '+100 %']])[0]?.invitee.timeFactor).toBe(2);
  });

  it('passes over empty rows without losing count', () => {
    expect(invited([['', ' '], ['Wren Tarn', 'wren@example.org'], []]).map(({ row }) => row)).toEqual([2]);
  });

  it('leaves out a row with a problem and says what to do', () => {
    const rows = [
      ['name', 'email', 'time'],
      ['', 'nobody@example.org', ''],
      ['Sorrel Beck', '', ''],
      ['Linden Fell', 'linden at example', ''],
      ['Rowan Esk', 'rowan@example.org', '3'],
      ['Hazel Strand', 'hazel@example.org', 'much'],
      ['Teal Marsh', 'teal@example.org', ''],
      ['Teal M.', 'TEAL@example.org', ''],
    ];
    expect(invited(rows).map(({ invitee }) => invitee.name)).toEqual(['Teal Marsh']);
    expect(problems(rows)).toEqual([
      { row: 2, sentence: 'Add a name.' },
      { row: 3, sentence: 'Add an e-mail address.' },
      { row: 4, sentence: '“linden at example” is not an e-mail address.' },
      { row: 5, sentence: 'Extra time “3” is not offered: use 1, 1.25, 1.5 or 2, or 25 %, 50 % or 100 %.' },
      { row: 6, sentence: 'Extra time “much” is not offered: use 1, 1.25, 1.5 or 2, or 25 %, 50 % or 100 %.' },
      { row: 8, sentence: 'teal@example.org is already in row 7: take one of the two out.' },
    ]);
  });

  it('stops at what one request may carry', () => {
    const rows = Array.from({ length: maxInvitees + 1 }, (_, index) => ['Somebody', `person${String(index)}@example.org`]);
    expect(invited(rows)).toHaveLength(maxInvitees);
    expect(problems(rows)).toEqual([
      { row: maxInvitees + 1, sentence: 'One import takes 500 candidates: put this one into the next.' },
    ]);
  });
});
