import { routes } from '@assay/contracts';
import { endpointQuery } from '../../lib/endpoint-query.js';

export const invitationsQuery = (assessmentId: string) => endpointQuery(routes.invitations.list, { params: { assessmentId } });
export const invitedAssessmentQuery = (assessmentId: string) =>
  endpointQuery(routes.assessments.get, { params: { assessmentId } });
