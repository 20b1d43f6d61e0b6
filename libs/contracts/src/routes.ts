import { assessmentRoutes, exerciseRoutes, roleRoutes } from './assessments.js';
import { attemptRoutes } from './attempts.js';
import { auditRoutes } from './audit.js';
import { authRoutes } from './auth.js';
import { comparisonRoutes } from './comparison.js';
import { invitationRoutes } from './invitations.js';
import { reviewRoutes } from './reviews.js';
import { submissionRoutes } from './submissions.js';
import { systemRoutes } from './system.js';

/** Every JSON endpoint of Assay. */
export const routes = {
  auth: authRoutes,
  system: systemRoutes,
  roles: roleRoutes,
  exercises: exerciseRoutes,
  assessments: assessmentRoutes,
  invitations: invitationRoutes,
  attempts: attemptRoutes,
  submissions: submissionRoutes,
  reviews: reviewRoutes,
  comparison: comparisonRoutes,
  audit: auditRoutes,
} as const;

export const apiPrefix = '/api/v1';
