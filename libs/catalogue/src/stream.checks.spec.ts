import type { ExercisePackage } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { loadExercise } from './exercise.loader.js';
import { checkStreams } from './stream.checks.js';

const http = { harness: 'http', app: 'shop.main:app' };
const peer = { harness: 'peer', services: [{ name: 'llm', port: 9_001 }] };
const sql = { harness: 'sql', database: { schema: 'hidden/schema.sql' } };

/** The parts of an exercise with one group. */
async function partsWith(group: object, modules = ['shop.main']): Promise<Pick<ExercisePackage, 'manifest' | 'tests'>> {
  const { package: whole } = await loadExercise('word-counter');
  const given = { id: 'only', title: 'Only', visibility: 'hidden', weight: 1, evidence: [], tests: ['hidden/test_it.py'] };
  return {
    manifest: { ...whole.manifest, modules, groups: [testGroup.parse({ ...given, ...group })] },
    tests: [{ path: 'hidden/schema.sql', content: 'CREATE TABLE t (id int);' }],
  };
}

describe('groups whose tests reach the solution over streams', () => {
  it.each([
    ['http', http],
    ['http with a reset and a service', { ...http, reset: 'shop.main:state.clear', services: peer.services }],
    ['http with a fresh server for each test', { ...http, isolation: 'test' }],
    ['peer', peer],
    ['sql', sql],
  ])('are taken: %s', async (_, group) => {
    const parts = await partsWith(group);
    expect(() => {
      checkStreams(parts);
    }).not.toThrow();
  });

  it('need no module where SQL alone is asked for', async () => {
    const parts = await partsWith(sql, []);
    expect(() => {
      checkStreams(parts);
    }).not.toThrow();
  });

  it.each([
    [{ harness: 'http' }, 'the group only has the harness http and needs an app.'],
    [{ ...http, harness: 'call' }, 'the group only has an app, which belongs to the harness http.'],
    [{ harness: 'call', reset: 'shop.main:reset' }, 'the group only has a reset, which belongs to the harness http'],
    [{ ...http, reset: 'shop.main:reset', isolation: 'test' }, 'the group only has a reset, which belongs to the harness http'],
    [{ ...http, isolation: 'reimport' }, 'the group only has isolation reimport, which a server cannot have'],
    [{ harness: 'http', app: 'main:app' }, 'the group only names main:app; add main to modules.'],
    [{ harness: 'peer' }, 'the group only has the harness peer and needs services.'],
    [{ ...sql, services: peer.services }, 'the group only has services, which belong to the harnesses peer and http.'],
    [{ harness: 'peer', services: [{ name: 'a', port: 8_000 }] }, 'gives a service the port 8000, which is taken'],
    [{ harness: 'peer', services: ['a', 'b'].map((name) => ({ name, port: 9_001 })) }, 'a service the port 9001, which is taken'],
    [{ harness: 'peer', services: [9_001, 9_002].map((port) => ({ name: 'a', port })) }, 'two services with the name a'],
    [{ harness: 'sql' }, 'the group only has the harness sql and needs a database.'],
    [{ ...sql, harness: 'call' }, 'the group only has a database, which belongs to the harness sql.'],
    [
      { harness: 'sql', database: { schema: 'hidden/no.sql' } },
      'tests/hidden/no.sql: is missing; the database of the group only',
    ],
  ])('are refused with a sentence: %j', async (group, sentence) => {
    const parts = await partsWith(group);
    expect(() => {
      checkStreams(parts);
    }).toThrow(sentence);
  });

  it('are refused without a module to import', async () => {
    const parts = await partsWith({ harness: 'call' }, []);
    expect(() => {
      checkStreams(parts);
    }).toThrow('the group only has the harness call, which imports modules; name them under modules.');
  });
});
