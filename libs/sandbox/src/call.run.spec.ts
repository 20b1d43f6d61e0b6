import { testGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { pairKindOf } from './call.run.js';

const image = { profile: 'llm', version: '1' } as const;

function kindOf(harness: string) {
  const group = testGroup.parse({ id: 'one', title: 'One', harness, visibility: 'hidden', weight: 1, evidence: [] });
  return pairKindOf({ group, image, preload: ['openai', 'httpx'] });
}

describe('preloaded libraries', () => {
  it('are imported where the solution runs and where the tests run', () => {
    expect(kindOf('call')).toMatchObject({ preload: ['openai', 'httpx'], graderPreload: ['openai', 'httpx'] });
  });

  it('are imported where the solution runs alone when tests talk to it over connections, but for the client of the tests', () => {
    expect(kindOf('peer')).toMatchObject({ preload: ['openai', 'httpx'], graderPreload: [] });
    expect(kindOf('http')).toMatchObject({ preload: ['openai', 'httpx'], graderPreload: ['httpx'] });
  });
});
