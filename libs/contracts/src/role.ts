import { z } from 'zod';
import { id, sentence, slug } from './primitives.js';

export const competencyId = z.string().regex(/^K\d{1,2}$/);
export const atomId = z.string().regex(/^[A-Z]\d{1,2}$/);
/** Levels are 1..4; 3 is the bar of the role. */
export const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof level>;

export const anchors = z.object({ 1: sentence(600), 2: sentence(600), 3: sentence(600), 4: sentence(600) });

export const competency = z.object({
  id: competencyId,
  name: sentence(80),
  /** For column heads. */
  shortName: sentence(24),
  /** Share of the role in percent; the weights of a role sum to 100. */
  weight: z.number().positive().max(100),
  weightReason: sentence(600),
  expectedLevel: level,
  atoms: z.array(atomId).min(1),
  anchors,
});
export type Competency = z.infer<typeof competency>;

export const atom = z.object({ id: atomId, text: sentence(300), exercises: z.array(z.string().regex(/^E\d{2}$/)).min(1) });

export const blueprint = z.object({
  slug,
  title: sentence(80),
  use: sentence(200),
  /** Each item is a set of equivalent alternatives (a form family); one of them is taken. */
  items: z.array(z.array(z.string().regex(/^E\d{2}$/)).min(1)).min(1),
  minutes: z.int().positive(),
  /** Minutes of evidence needed per competency. */
  needs: z.record(competencyId, z.int().positive()),
});

/** `roles/<slug>.yaml` of the catalogue. */
export const roleManifest = z
  .object({
    id,
    slug,
    version: z.int().positive(),
    title: sentence(80),
    summary: sentence(400),
    competencies: z.array(competency).min(1),
    atoms: z.array(atom).min(1),
    blueprints: z.array(blueprint),
    rules: z.object({
      maxMinutesPerSitting: z.int().positive(),
      minCompetenciesPerAssessment: z.int().positive(),
      minCompetenciesPerLoop: z.int().positive(),
    }),
  })
  .superRefine((role, ctx) => {
    const total = role.competencies.reduce((sum, c) => sum + c.weight, 0);
    if (Math.abs(total - 100) > 1e-9) {
      ctx.addIssue({ code: 'custom', path: ['competencies'], message: `The weights sum to ${String(total)}, not to 100.` });
    }
  });
export type RoleManifest = z.infer<typeof roleManifest>;
