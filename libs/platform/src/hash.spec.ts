import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, hashOfFiles, hashOfJson, sha256 } from './hash.js';

describe('sha256', () => {
  it('agrees with the published test vector', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('canonicalJson', () => {
  it('sorts keys, leaves absent members out and adds no white space', () => {
    expect(canonicalJson({ b: [1, undefined, 'ü'], a: { d: null, c: undefined } })).toBe('{"a":{"d":null},"b":[1,null,"ü"]}');
  });

  it('writes dates as JSON does', () => {
    expect(canonicalJson(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [10n]])('refuses %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('means the same as the JSON it was made from, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(hashOfJson(reversed(plain))).toBe(hashOfJson(plain));
      }),
    );
  });
});

describe('hashOfFiles', () => {
  it('depends on paths and contents and on nothing else', () => {
    const one = { path: 'a.py', content: 'x = 1\n' };
    const two = { path: 'b.py', content: Buffer.from('y = 2\n') };
    expect(hashOfFiles([one, two])).toBe(hashOfFiles([two, one]));
    expect(hashOfFiles([one, two])).not.toBe(hashOfFiles([one, { ...two, path: 'c.py' }]));
    expect(hashOfFiles([one])).not.toBe(hashOfFiles([{ ...one, content: 'x = 1\r\n' }]));
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, reversed(member)]);
    return Object.fromEntries(members.reverse());
  }
  return value;
}
