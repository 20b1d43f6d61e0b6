import { describe, expect, it } from '@jest/globals';
import { candidatePseudonym, newId } from './ids.js';

describe('newId', () => {
  it('is a UUID version 7, and later ones sort later', () => {
    const made = Array.from({ length: 50 }, newId);
    expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
    expect([...made].sort()).toEqual(made);
  });
});

describe('candidatePseudonym', () => {
  it('is the same for an attempt however its id is written', () => {
    const id = newId();
    expect(candidatePseudonym(id.toUpperCase())).toBe(candidatePseudonym(id));
  });

  it('uses three signs that cannot be confused, and all thirty-two of them', () => {
    const made = Array.from({ length: 2_000 }, () => candidatePseudonym(newId()));
    expect(made.filter((name) => !/^[2-9A-HJ-NP-Z]{3}$/.test(name))).toEqual([]);
    expect(new Set(made.join('')).size).toBe(32);
  });
});
