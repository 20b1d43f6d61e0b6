import { describe, expect, it } from '@jest/globals';
import { permissions } from './permissions.js';
import type { Route } from './route.js';
import { routes } from './routes.js';

const all: [string, Route][] = Object.entries(routes).flatMap(([feature, group]) =>
  Object.entries(group).map(([name, route]): [string, Route] => [`${feature}.${name}`, route as Route]),
);

describe('the routes table', () => {
  it('declares each method and path once', () => {
    const keys = all.map(([, route]) => `${route.method} ${route.path.replace(/:\w+/g, ':x')}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(all)('%s names an access that exists and parameters that its path has', (_, route) => {
    expect(['public', 'signed-in', 'candidate', ...permissions]).toContain(route.access);
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]).sort();
    const shape = (route.params as unknown as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
    expect(Object.keys(shape).sort()).toEqual(inPath);
  });

  it('gives every permission a route that needs it', () => {
    const used = new Set(all.map(([, route]) => route.access));
    expect(permissions.filter((permission) => !used.has(permission))).toEqual([]);
  });

  it('keeps GET routes free of bodies', () => {
    expect(all.filter(([, route]) => route.method === 'GET' && route.body !== undefined)).toEqual([]);
  });
});
