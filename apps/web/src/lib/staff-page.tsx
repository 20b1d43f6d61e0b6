import type { ReactNode } from 'react';
import type { StaffShellProps } from '../components/staff-shell.js';
import { StaffShell } from '../components/staff-shell.js';
import { useSession, useSignOut } from './session.js';
import { navigationFor } from './staff-navigation.js';

export type StaffPageProps = Omit<StaffShellProps, 'navigation' | 'person' | 'onSignOut'> & { children: ReactNode };

/** The shell of one staff screen for whoever is signed in: give it crumbs, state, actions and the content. */
export function StaffPage(props: StaffPageProps) {
  const { staff, tenant, permissions } = useSession();
  const signOut = useSignOut();
  return (
    <StaffShell
      {...props}
      navigation={navigationFor(permissions)}
      person={{ name: staff.name, email: staff.email, company: tenant.name }}
      onSignOut={() => void signOut()}
    />
  );
}
