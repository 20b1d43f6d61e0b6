import { z } from 'zod';

/** A uuid (version 7 when Assay made it, so ids sort by creation time). */
export const id = z.uuid();
/** An instant with offset, ISO 8601; always the database's clock. */
export const instant = z.iso.datetime({ offset: true });
/** Lower-case words joined by hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** SHA-256 of content, lower-case hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** An empty answer or body. */
export const nothing = z.object({});

export const email = z.email().max(254).toLowerCase();
/** Text a person typed: trimmed, not empty. */
export const sentence = (max: number) => z.string().trim().min(1).max(max);

/** One text file by its path inside a workspace. Paths are checked again at intake (`domain/intake`). */
export const textFile = z.object({
  path: z.string().min(1).max(200),
  content: z.string().max(1_000_000),
});
export type TextFile = z.infer<typeof textFile>;
