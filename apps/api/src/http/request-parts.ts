import type { Problem, Route } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import type { FastifyRequest } from 'fastify';

type Issues = NonNullable<Problem['issues']>;
const parts = ['params', 'query', 'body'] as const;

/**
 * Validates what came in against the route's schemas; parts the route does not have are undefined.
 *
 * @throws AssayError `invalid-input` naming every wrong field.
 */
export function readRequest(
  route: Pick<Route, (typeof parts)[number]>,
  request: Pick<FastifyRequest, (typeof parts)[number]>,
): Record<(typeof parts)[number], unknown> {
  const issues: Issues = [];
  const read = (part: (typeof parts)[number]): unknown => {
    const schema = route[part];
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(part === 'body' ? (request.body ?? {}) : request[part]);
    if (parsed.success) return parsed.data;
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
  if (first === undefined) return '';
  const where = first.path === '' ? 'The request' : `“${first.path}”`;
  const more = others.length === 0 ? '' : ` (${String(others.length)} more listed in issues)`;
  return `${where} is not right: ${first.message}${more}.`.replace(/\.\.$/, '.');
}
