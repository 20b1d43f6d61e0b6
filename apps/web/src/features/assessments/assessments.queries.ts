import { routes } from '@assay/contracts';
import { endpointQuery } from '../../lib/endpoint-query.js';

export const assessmentsQuery = () => endpointQuery(routes.assessments.list, {});
export const assessmentQuery = (assessmentId: string) => endpointQuery(routes.assessments.get, { params: { assessmentId } });
export const rolesQuery = () => endpointQuery(routes.roles.list, {});
export const roleQuery = (roleId: string) => endpointQuery(routes.roles.get, { params: { roleId } });
export const exercisesQuery = () => endpointQuery(routes.exercises.list, {});
