import { AssayError } from '@assay/platform';
import type { z } from 'zod';

/**
 * What was read from a file of a foreign package, if it is as its format says.
 *
 * @throws AssayError `exercise-invalid` with a line for each fault
 */
export function expectFormat<T extends z.ZodType>(file: string, value: unknown, schema: T): z.infer<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `${file}: ${path.map(String).join('.')}: ${message}`);
  throw new AssayError('exercise-invalid', lines.join('\n'));
}
