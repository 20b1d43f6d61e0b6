import type { Permission, StaffSession } from '@assay/contracts';
import { permissions, routes } from '@assay/contracts';
import type { FakeApi } from './fake-api.js';

/** A uuid that reads as its number: `sampleId(7)`. */
export function sampleId(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const sampleHash = '9f2c41e0'.repeat(8);

/** A session of Tansy Vale at Halden Freight, with all permissions unless named. */
export function sampleSession(may: readonly Permission[] = permissions): StaffSession {
  return {
    staff: { id: sampleId(1), name: 'Tansy Vale', email: 'tansy.vale@halden.example', roles: ['admin'] },
    tenant: { id: sampleId(2), slug: 'halden-freight', name: 'Halden Freight' },
    permissions: [...may],
  };
}

/** Answers "who is signed in" with the sample session. */
export function signedIn(api: FakeApi, may?: readonly Permission[]): FakeApi {
  return api.on(routes.auth.me, () => sampleSession(may));
}
