import { describe, expect, it } from '@jest/globals';
import { warmMemoryOf } from './warm-memory.js';

describe('the memory of an idle pair', () => {
  it('is the median submission sandbox and the median grader sandbox', () => {
    const of = (role: string, ...megabytes: number[]) => megabytes.map((mb) => ({ role, bytes: mb * 1e6 }));
    const sandboxes = [...of('submission', 14, 90, 15), ...of('grader', 40, 39, 38)];
    expect(warmMemoryOf(sandboxes)).toEqual({ pairs: 3, submissionMb: 15, graderMb: 39, pairMb: 54 });
  });
});
