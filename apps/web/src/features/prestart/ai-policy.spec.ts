import { describe, expect, it } from '@jest/globals';
import { sampleWorkspace } from '../../testing/sample-attempt.js';
import { aiPolicy } from './ai-policy.js';

const exercises = (...allowed: boolean[]) => allowed.map((aiAllowed) => sampleWorkspace({ aiAllowed }));

describe('the sentence about AI assistants', () => {
  it.each([
    [[false, false, true], 'AI assistants: allowed in exercise 3, not in 1 and 2.'],
    [[true, true, false, false], 'AI assistants: allowed in exercise 1 and 2, not in 3 and 4.'],
    [[false, false], 'AI assistants: not in this assessment.'],
    [[true], 'AI assistants: allowed in this assessment.'],
  ])('%j', (allowed, sentence) => {
    expect(aiPolicy(exercises(...allowed))).toBe(sentence);
  });
});
