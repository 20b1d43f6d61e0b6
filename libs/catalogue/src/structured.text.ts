import { messageOf } from '@assay/platform';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { CatalogueError, CatalogueFault, CatalogueFaultDetails } from './catalogue.error.js';

export type ErrorMaker = (
  fault: CatalogueFault,
  file: string,
  sentence: string,
  more?: Omit<CatalogueFaultDetails, 'file'>,
) => CatalogueError;

/**
 * Reads YAML (or JSON, which is YAML) and checks it against a schema.
 *
 * @param file the name to be used in errors
 * @throws CatalogueError `syntax` when it cannot be parsed, `schema` with one issue per field when it does not fit
 */
export function readStructured<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  file: string,
  error: ErrorMaker,
): z.output<Schema> {
  const checked = schema.safeParse(parseYaml(text, file, error));
  if (checked.success) {
    return checked.data;
  }
  const issues = checked.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.') || 'the file',
    message: issue.message,
  }));
  const sentence = issues.map(({ path, message }) => `${path}: ${message}`).join(' · ');
  throw error('schema', file, `does not follow the format. ${sentence}`, { issues });
}

function parseYaml(text: string, file: string, error: ErrorMaker): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch (cause) {
    const [firstLine] = messageOf(cause).split('\n');
    throw error('syntax', file, `cannot be read as YAML. ${firstLine ?? ''}`, { cause });
  }
}
