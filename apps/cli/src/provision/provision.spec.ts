import { describe, expect, it } from '@jest/globals';
import { profilesNamed } from './provision.js';

describe('the sandbox images that a person asks for', () => {
  it('are all of them where none is named', () => {
    expect(profilesNamed(true)).toEqual(['base', 'web', 'data', 'llm', 'database']);
  });

  it('are those that are named, base first, each once', () => {
    expect(profilesNamed(['database', 'base', 'database'])).toEqual(['base', 'database']);
  });

  it('are refused by name where there is none such', () => {
    expect(() => profilesNamed(['web', 'fortran'])).toThrow(
      /no sandbox image fortran: name some of base, web, data, llm, database/,
    );
  });
});
