import type { RouteObject } from 'react-router';

/** The staff's screens, each in its own chunk; the guard and `SessionContext` stand around them. */
export const staffRoutes: RouteObject[] = [
  {
    path: 'assessments',
    lazy: async () => ({ Component: (await import('../features/assessments/assessments.page.js')).AssessmentsPage }),
  },
  {
    path: 'assessments/:assessmentId',
    lazy: async () => ({ Component: (await import('../features/assessments/builder.page.js')).BuilderPage }),
  },
  {
    path: 'assessments/:assessmentId/candidates',
    lazy: async () => ({ Component: (await import('../features/invitations/candidates.page.js')).CandidatesPage }),
  },
  {
    path: 'exercises/:exerciseId/preview',
    lazy: async () => ({ Component: (await import('./preview.route.js')).PreviewRoute }),
  },
  {
    path: 'reviews',
    lazy: async () => ({ Component: (await import('../features/review/review-queue.page.js')).ReviewQueuePage }),
  },
  {
    path: 'reviews/:reviewId',
    lazy: async () => ({ Component: (await import('../features/review/review-desk.page.js')).ReviewDeskPage }),
  },
  {
    path: 'compare',
    lazy: async () => ({ Component: (await import('../features/compare/loops.page.js')).LoopsPage }),
  },
  {
    path: 'compare/:loopId',
    lazy: async () => ({ Component: (await import('../features/compare/comparison.page.js')).ComparisonPage }),
  },
  {
    path: 'audit',
    lazy: async () => ({ Component: (await import('../features/audit/audit.page.js')).AuditPage }),
  },
];
