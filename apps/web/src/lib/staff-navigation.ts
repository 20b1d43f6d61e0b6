import type { Permission } from '@assay/contracts';
import type { NavigationItem } from '../components/staff-shell.js';

const places: readonly (NavigationItem & { needs: Permission })[] = [
  { to: '/reviews', label: 'Review queue', icon: 'inbox', needs: 'reviews.rate' },
  { to: '/compare', label: 'Compare', icon: 'compare', needs: 'comparison.read' },
  { to: '/assessments', label: 'Assessments', icon: 'clipboard', needs: 'assessments.read' },
  { to: '/audit', label: 'Audit', icon: 'shield', needs: 'audit.read' },
];

/** The places of the rail that a person may go to, in order; the first is their home. */
export function navigationFor(permissions: readonly Permission[]): NavigationItem[] {
  return places.filter(({ needs }) => permissions.includes(needs)).map(({ to, label, icon }) => ({ to, label, icon }));
}
