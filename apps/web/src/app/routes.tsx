import type { QueryClient } from '@tanstack/react-query';
import type { RouteObject } from 'react-router';
import { ErrorPage, NotFoundPage } from './error-page.js';
import { PageLoading } from './page-loading.js';
import { staffRoutes } from './staff-routes.js';

/** Every address of the web. Screens come in their own chunks; a route composes features, which never know each other. */
export function createRoutes(client: QueryClient): RouteObject[] {
  return [
    {
      errorElement: <ErrorPage />,
      hydrateFallbackElement: <PageLoading />,
      children: [
        {
          path: 'sign-in',
          lazy: async () => ({ Component: (await import('../features/sign-in/sign-in.page.js')).SignInPage }),
        },
        {
          path: 'i/:token',
          lazy: async () => {
            const { openInvitation, InvitationProblem } = await import('../features/invitation-link/open-invitation.js');
            return { loader: openInvitation(client), element: null, errorElement: <InvitationProblem /> };
          },
        },
        {
          path: 'attempt',
          lazy: async () => ({ Component: (await import('./attempt.route.js')).AttemptRoute }),
        },
        {
          lazy: async () => ({ Component: (await import('./staff-layout.js')).StaffLayout }),
          children: [
            { index: true, lazy: async () => ({ Component: (await import('./staff-layout.js')).StaffHome }) },
            ...staffRoutes,
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ];
}
