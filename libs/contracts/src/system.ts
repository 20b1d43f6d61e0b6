import { z } from 'zod';
import { route } from './route.js';

/** Whether gradings can run now, in words a person can act on. */
export const gradingAvailability = z.object({
  state: z.enum(['available', 'preparing', 'unavailable', 'unknown']),
  driver: z.enum(['docker', 'bubblewrap']).nullable(),
  assurance: z.enum(['production', 'development']).nullable(),
  message: z.string(),
  /** The command that helps, when one does. */
  command: z.string().nullable(),
  /** 0..1 while an image is being built. */
  progress: z.number().min(0).max(1).nullable(),
});
export type GradingAvailability = z.infer<typeof gradingAvailability>;

export const systemStatus = z.object({
  version: z.string(),
  now: z.iso.datetime({ offset: true }),
  grading: gradingAvailability,
});

export const systemRoutes = {
  status: route({
    method: 'GET',
    path: '/system/status',
    access: 'public',
    summary: 'Version, the server clock and whether gradings can run.',
    response: systemStatus,
  }),
} as const;
