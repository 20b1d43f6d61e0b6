import { describe, expect, it } from '@jest/globals';
import { demoId } from './demo-id.js';

describe('demoId', () => {
  const noon = new Date('2026-11-03T12:00:00Z');

  it('is a UUID version 7 of that instant, the same for the same name', () => {
    const id = demoId('attempt Wren Tarn', noon);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(noon.getTime());
    expect(demoId('attempt Wren Tarn', noon)).toBe(id);
  });

  it('differs by name, and sorts by time', () => {
    expect(demoId('attempt Fen Holm', noon)).not.toBe(demoId('attempt Wren Tarn', noon));
    const later = new Date(noon.getTime() + 1);
    expect(demoId('a', noon) < demoId('b', later) && demoId('b', noon) < demoId('a', later)).toBe(true);
  });
});
