import { describe, expect, it } from '@jest/globals';
import { permissions } from '@assay/contracts';
import { permissionsOf } from './permissions.js';

describe('permissionsOf', () => {
  it('gives an administrator everything', () => {
    expect([...permissionsOf(['admin'])].sort()).toEqual([...permissions].sort());
  });

  it('gives nobody anything without a role', () => {
    expect(permissionsOf([]).size).toBe(0);
  });

  it('keeps every way to a name from interviewers', () => {
    expect([...permissionsOf(['interviewer'])].sort()).toEqual([
      'answer-keys.read',
      'exercises.read',
      'reviews.rate',
      'roles.read',
    ]);
  });

  it('lets hiring managers decide but not rate, read answer keys or the audit, or manage API keys', () => {
    const hiringManager = permissionsOf(['hiring-manager']);
    expect(hiringManager.has('decisions.write')).toBe(true);
    for (const permission of ['reviews.rate', 'answer-keys.read', 'audit.read', 'api-keys.manage'] as const) {
      expect(hiringManager.has(permission)).toBe(false);
    }
  });

  it('adds up the roles of one person', () => {
    const both = permissionsOf(['author', 'interviewer']);
    expect(both.has('assessments.write')).toBe(true);
    expect(both.has('reviews.rate')).toBe(true);
    expect(both.has('comparison.read')).toBe(false);
  });
});
