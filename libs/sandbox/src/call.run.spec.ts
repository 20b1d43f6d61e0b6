import { testGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { pairKindOf } from './call.run.js';

const image = { profile: 'llm', version: '1' } as const;

function kindOf(harness: string) {
  const group = testGroup.parse({ id: 'one', title: 'One', harness, visibility: 'hidden', weight: 1, evidence: [] });
  return pairKindOf({ group, image, preload: ['openai'] });
}

describe('preloaded libraries', () => {
  it('are imported where the solution runs and where the tests run', () => {
    expect(kindOf('call')).toMatchObject({ preload: ['openai'], graderPreload: ['openai'] });
  });

  it.each(['http', 'peer', 'sql', 'cli'])(
    'are imported where the solution runs alone when tests reach it by connections: %s',
    (harness) => {
      expect(kindOf(harness)).toMatchObject({ preload: ['openai'], graderPreload: [] });
    },
  );
});
