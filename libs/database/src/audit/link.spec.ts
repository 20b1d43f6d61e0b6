import { describe, expect, it } from '@jest/globals';
import type { ChainedEvent } from './link.js';
import { hashOfLink } from './link.js';

const event: ChainedEvent = {
  id: '0198b3a0-0000-7000-8000-000000000001',
  at: '2026-01-02T03:04:05.678901Z',
  action: 'submission.received',
  actor: 'candidate:1',
  subject: 'submission:2',
  payload: { b: 1, a: 'x' },
};

describe('the hash of a link', () => {
  it('does not change with the order of members', () => {
    const reordered = { ...event, payload: { a: 'x', b: 1 } };
    expect(hashOfLink('t', 1, null, reordered)).toBe(hashOfLink('t', 1, null, event));
  });

  it.each([
    { what: 'tenant', hash: hashOfLink('u', 2, 'f', event) },
    { what: 'place', hash: hashOfLink('t', 3, 'f', event) },
    { what: 'hash before it', hash: hashOfLink('t', 2, 'e', event) },
    ...Object.keys(event).map((member) => ({ what: member, hash: hashOfLink('t', 2, 'f', { ...event, [member]: 'other' }) })),
  ])('changes with the $what', ({ hash }) => {
    expect(hash).not.toBe(hashOfLink('t', 2, 'f', event));
  });

  it('does not depend on what else a row carries', () => {
    expect(hashOfLink('t', 1, null, { ...event, ...{ seq: 4, found: true } })).toBe(hashOfLink('t', 1, null, event));
  });
});
