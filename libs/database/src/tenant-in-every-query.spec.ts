import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { foundation } from './migrations/0001-foundation.js';

/**
 * Row-level security is the wall; this is the railing before it. Every SQL text that touches a company's table names the
 * tenant, and so does every call of the mapper, so that nobody writes a query that works only because of the wall.
 */
const tablesOfTenants = foundation
  .flatMap((sql) => [...sql.matchAll(/^create table (\w+) \((.*?)^\);/gms)])
  .filter(([, , columns]) => columns?.includes('tenant_id'))
  .map(([, name]) => name ?? '');
const touches = new RegExp(String.raw`\b(?:from|join|into|update)\s+(?:${tablesOfTenants.join('|')})\b`);
const statement = /\b(?:select|insert into|delete from|update \w+ set)\b/;
const mapperCalls = /^(find\w*|count\w*|exists\w*|insert|update|upsert|delete|sum|average|minimum|maximum|increment|decrement)$/;

function queriesWithoutTenant(source: string): string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && isQueryWithoutTenant(withConstants(node.getText(), constants))) {
      found.push(node.getText());
    }
    if (ts.isCallExpression(node) && isMapperCall(node.expression) && !/\btenantId\b/.test(node.getText())) {
      found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isQueryWithoutTenant(sql: string): boolean {
  return statement.test(sql) && touches.test(sql) && !sql.includes('tenant_id');
}

/** The texts that a file names, such as a condition that several statements share; of one name twice, the one without tenant. */
function constantsOf(file: ts.SourceFile): Map<string, string> {
  const constants = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && constants.get(node.name.getText())?.includes('tenant_id') !== false) {
      constants.set(node.name.getText(), node.initializer?.getText() ?? '');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return constants;
}

function withConstants(sql: string, constants: Map<string, string>): string {
  return sql.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => constants.get(name) ?? whole);
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
}

function isMapperCall(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    mapperCalls.test(callee.name.text) &&
    callee.expression.getText().endsWith('.manager')
  );
}

function sourceFiles(): string[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.startsWith('migrations') && !name.startsWith('bootstrap'),
    )
    .map((name) => path.join(import.meta.dirname, name));
}

describe('a query without tenant is noticed', () => {
  it.each([
    'tx.query(`select id from submission where id = $1`, [id])',
    "tx.execute('update attempt set closed_at = now() where id = $1', [id])",
    'tx.query(`select count(*) from review\n join rating on true`)',
    'tx.execute(`delete from ${"x"} where a in (select id from staff)`)',
    'const which = `id = $1`; tx.query(`select id from submission where ${which}`, [id])',
    'tx.manager.findOneBy(StaffEntity, { id })',
    'tx.manager.insert(StaffEntity, { id, name })',
  ])('%s', (planted) => {
    expect(queriesWithoutTenant(planted)).toHaveLength(1);
  });

  it.each([
    'tx.query(`select id from submission where tenant_id = $1 and id = $2`, [tx.tenantId, id])',
    'const which = `tenant_id = $1 and id = $2`; tx.query(`select id from submission where ${which}`, [tx.tenantId, id])',
    'tx.manager.findOneBy(StaffEntity, { tenantId: tx.tenantId, id })',
    "statements.query('select availability from worker_status')",
    "'the candidate from submission to review'",
  ])('and one with it, or none, is not: %s', (fine) => {
    expect(queriesWithoutTenant(fine)).toEqual([]);
  });
});

it('knows every table of a company', () => {
  expect(tablesOfTenants.length).toBeGreaterThan(30);
  expect(tablesOfTenants).not.toContain('worker_status');
});

it.each(sourceFiles().map((file) => [path.relative(import.meta.dirname, file), file]))(
  '%s names the tenant in every query',
  (_name, file) => {
    expect(queriesWithoutTenant(readFileSync(file, 'utf8'))).toEqual([]);
  },
);
