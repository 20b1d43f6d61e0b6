import { describe, expect, it } from '@jest/globals';
import { inLanes } from './lanes.js';

describe('work in lanes', () => {
  it('is done for so many at a time, and its results keep the order', async () => {
    let atWork = 0;
    let most = 0;
    const results = await inLanes([3, 1, 2, 5, 4], 2, async (item, index) => {
      most = Math.max(most, (atWork += 1));
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      atWork -= 1;
      return `${String(index)}:${String(item)}`;
    });
    expect(results).toEqual(['0:3', '1:1', '2:2', '3:5', '4:4']);
    expect(most).toBe(2);
  });

  it('ends with the first error, and nothing begins after it', async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 2) throw new Error('two');
    };
    await expect(inLanes([1, 2, 3, 4, 5, 6, 7, 8], 2, work)).rejects.toThrow('two');
    const before = [...begun];
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(before);
    expect(begun).not.toContain(8);
  });

  it('leaves nothing running behind an error', async () => {
    let running = 0;
    const work = async (turns: number) => {
      running += 1;
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      running -= 1;
      if (turns === 1) throw new Error('one');
    };
    await expect(inLanes([1, 30, 40], 3, work)).rejects.toThrow('one');
    expect(running).toBe(0);
  });
});
