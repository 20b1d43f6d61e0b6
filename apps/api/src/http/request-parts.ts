import type { Problem, Route } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import type { FastifyRequest } from 'fastify';

type Issues = NonNullable<Problem['issues']>;
type Part = 'params' | 'query' | 'body';

/**
 * Validates what came in against the route's schemas; parts the route does not have are undefined.
 *
 * @throws AssayError `invalid-input` naming every wrong field.
 */
export function readRequest(route: Pick<Route, Part>, request: Pick<FastifyRequest, Part>): Record<Part, unknown> {
  const issues: Issues = [];
  const read = (part: Part): unknown => {
    const schema = route[part];
    if (schema === undefined) {
      return undefined;
    }
    const parsed = schema.safeParse(part === 'body' ? (request.body ?? {}) : request[part]);
    if (parsed.success) {
      return parsed.data;
    }
    issues.push(...parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })));
    return undefined;
  };
  const given = { params: read('params'), query: read('query'), body: read('body') };
  if (issues.length > 0) {
    throw new AssayError('invalid-input', sentenceOf(issues), { issues });
  }
  return given;
}

function sentenceOf(issues: Issues): string {
  const [first, ...others] = issues;
  if (first === undefined) {
    return '';
  }
  const where = first.path === '' ? 'The request' : `“${first.path}”`;
  const more = others.length === 0 ? '' : ` (${String(others.length)} more listed in issues)`;
  return `${where} is not right: ${first.message}${more}.`.replace(/\.\.$/, '.');
}
