import type { Access, Route } from '@assay/contracts';
import { apiPrefix, attemptEvent, attemptEventsPath, problem, routes } from '@assay/contracts';
import { z } from 'zod';
import { candidateCookie, staffCookie } from './http/exchange.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of every JSON endpoint and of the event stream, made from the contracts alone. */
export function openApiDocument(version: string): Json {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const [tag, group] of Object.entries(routes)) {
    for (const [name, route] of Object.entries<Route>(group)) {
      const path = apiPrefix + route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(tag, name, route, components) };
    }
  }
  paths[apiPrefix + attemptEventsPath] = { get: eventStream(components) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Assay',
      version,
      description: 'Technical interview assessments. Problems are RFC 9457 documents with a code and an id to quote.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    tags: Object.keys(routes).map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        staffSession: { type: 'apiKey', in: 'cookie', name: staffCookie },
        candidateSession: { type: 'apiKey', in: 'cookie', name: candidateCookie },
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'assay_<prefix>_<secret>' },
      },
    },
  };
}

function operation(tag: string, name: string, route: Route, components: Components): Json {
  return {
    operationId: `${tag}.${name}`,
    tags: [tag],
    summary: route.summary,
    'x-access': route.access,
    security: securityOf(route.access),
    parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
    ...(route.body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: components.schemaOf(route.body, 'input') } } },
    }),
    responses: {
      [route.status]: {
        description: 'Done.',
        content: { 'application/json': { schema: components.schemaOf(route.response, 'output') } },
      },
      default: problemResponse(components),
    },
  };
}

function eventStream(components: Components): Json {
  return {
    operationId: 'attempts.events',
    tags: ['attempts'],
    summary: 'Server-sent events of the attempt: each data an attempt event, each id its seq. Last-Event-ID resumes.',
    'x-access': 'candidate' satisfies Access,
    security: securityOf('candidate'),
    parameters: [{ in: 'header', name: 'Last-Event-ID', required: false, schema: { type: 'integer', minimum: 0 } }],
    responses: {
      200: {
        description: 'A stream that stays open.',
        content: { 'text/event-stream': { schema: components.schemaOf(attemptEvent, 'output') } },
      },
      default: problemResponse(components),
    },
  };
}

function problemResponse(components: Components): Json {
  return {
    description: 'A problem; its code says which.',
    content: { 'application/problem+json': { schema: components.schemaOf(problem, 'output') } },
  };
}

function securityOf(access: Access): Json[] {
  switch (access) {
    case 'public':
      return [];
    case 'candidate':
      return [{ candidateSession: [] }];
    case 'signed-in':
      return [{ staffSession: [] }];
    default:
      return [{ staffSession: [] }, { apiKey: [] }];
  }
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (schema === undefined) {
    return [];
  }
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    in: place,
    name,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** JSON schemas; those with an id of their own are kept once, as components. */
class Components {
  readonly schemas: Json = {};

  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $defs = {}, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Json };
    delete made['$schema'];
    for (const [name, definition] of Object.entries($defs)) {
      this.keep(name, definition as Json);
    }
    const id = schema.meta()?.id;
    return id === undefined ? (pointed(made) as Json) : this.keep(id, made);
  }

  private keep(name: string, schema: Json): Json {
    this.schemas[name] = pointed({ ...schema, id: undefined });
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** zod points to definitions beside the schema; in the document they stand under components. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pointed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string' ? member.replace('#/$defs/', '#/components/schemas/') : pointed(member),
    ]),
  );
}
