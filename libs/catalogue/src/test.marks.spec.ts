import { describe, expect, it } from '@jest/globals';
import { requirementsMarkedIn } from './test.marks.js';

describe('requirement marks of a test file', () => {
  it('finds every id once, in order', () => {
    const source = [
      '@pytest.mark.requirement("R2", \'R1\')',
      '@mark.requirement(',
      '    "R3",',
      ')',
      'pytestmark = [pytest.mark.requirement("R2")]',
    ].join('\n');
    expect(requirementsMarkedIn(source)).toEqual(['R2', 'R1', 'R3']);
  });

  it('finds none where there is none', () => {
    expect(requirementsMarkedIn('# the requirement("R1") of old\ndef test_requirement(): pass\n')).toEqual([]);
  });
});
