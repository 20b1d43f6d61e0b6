import { apiPrefix, attemptEventsPath } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { allRoutes } from './http/route-paths.js';
import { openApiDocument } from './openapi.js';

interface Operation {
  'x-access': string;
  responses: Record<string, unknown>;
}
const document = openApiDocument('1.2.3') as { paths: Record<string, Record<string, Operation>> };

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every route of the contracts, with who may call it and its problems', () => {
    for (const route of allRoutes) {
      const path = apiPrefix + route.path.replace(/:(\w+)/g, '{$1}');
      const operation = document.paths[path]?.[route.method.toLowerCase()];
      expect(operation).toMatchObject({ 'x-access': route.access, summary: route.summary });
      expect(Object.keys(operation?.responses ?? {}).sort()).toEqual([String(route.status), 'default']);
    }
    expect(document.paths[apiPrefix + attemptEventsPath]).toHaveProperty('get.responses.200.content', {
      'text/event-stream': expect.anything() as unknown,
    });
  });

  it('refers to components that are there', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(names).toContain('Problem');
    for (const name of names) {
      expect(document).toHaveProperty(['components', 'schemas', name ?? '']);
    }
    expect(text).not.toContain('#/$defs/');
  });
});
