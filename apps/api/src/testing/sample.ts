import { newId } from '@assay/platform';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The smallest value that a schema takes, with fresh ids: so that a new route is tested without anyone writing its input. */
export function sampleOf(schema: z.ZodType): unknown {
  const made = z.toJSONSchema(schema, { io: 'input' });
  return valueOf(made, made.$defs ?? {});
}

function valueOf(schema: JsonSchema, definitions: Record<string, JsonSchema>): unknown {
  if (schema.$ref !== undefined) {
    return valueOf(definitions[schema.$ref.replace('#/$defs/', '')] ?? {}, definitions);
  }
  if (schema.const !== undefined) {
    return schema.const;
  }
  if (schema.enum !== undefined) {
    return schema.enum[0];
  }
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) {
    return valueOf(choice, definitions);
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, definitions);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valueOf((schema.items ?? {}) as JsonSchema, definitions));
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function objectOf(schema: JsonSchema, definitions: Record<string, JsonSchema>): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const needed = Object.entries(properties).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(needed.map(([name, property]) => [name, valueOf(property, definitions)]));
}

function textOf(schema: JsonSchema): string {
  if (schema.format === 'uuid') {
    return newId();
  }
  if (schema.format === 'email') {
    return `someone-${newId()}@example.com`;
  }
  return 'x'.repeat(Math.max(schema.minLength ?? 0, 50)).slice(0, schema.maxLength);
}
