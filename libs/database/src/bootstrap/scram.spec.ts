import { expect, it } from '@jest/globals';
import { scramVerifier } from './scram.js';

it('computes the keys of RFC 7677 (its example: user, pencil, 4096 rounds)', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

it('salts each verifier anew', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});

it.each(['', 'pässword', 'line\nbreak'])('refuses the password %j, which would need preparation', (password) => {
  expect(() => scramVerifier(password)).toThrow(TypeError);
});
