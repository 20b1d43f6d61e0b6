import type { Permission, StaffSession } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { useNavigate } from 'react-router';
import { api } from './api.js';
import { endpointQuery } from './endpoint-query.js';

/** Who is signed in; fails with `not-signed-in` when nobody is. */
export const sessionQuery = () => endpointQuery(routes.auth.me, {});

export const SessionContext = createContext<StaffSession | null>(null);

/** The person at the screen. Only below the session guard. */
export function useSession(): StaffSession {
  const session = use(SessionContext);
  if (!session) {
    throw new Error('This screen needs the session guard around it.');
  }
  return session;
}

/** Whether the screen may offer something. The API checks again. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** Ends the session here and forgets everything it showed. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api(routes.auth.signOut, {});
    client.clear();
    await navigate('/sign-in');
  };
}
