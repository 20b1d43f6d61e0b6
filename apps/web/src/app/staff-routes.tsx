import type { RouteObject } from 'react-router';

/** The staff's screens, each in its own chunk; the guard and `SessionContext` stand around them. */
export const staffRoutes: RouteObject[] = [];
