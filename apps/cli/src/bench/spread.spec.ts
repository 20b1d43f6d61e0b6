import { describe, expect, it } from '@jest/globals';
import { spreadOf } from './spread.js';

describe('spreadOf', () => {
  it('interpolates between neighbours, whatever the order', () => {
    expect(spreadOf([3, 1, 2, 5, 4])).toEqual({ p10: 1.4, median: 3, p90: 4.6 });
  });

  it('of one measurement is that one', () => {
    expect(spreadOf([7])).toEqual({ p10: 7, median: 7, p90: 7 });
  });
});
