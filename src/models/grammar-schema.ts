import type { GbnfJsonBasicSchema } from 'node-llama-cpp';
import { inputError } from '../base/index.ts';

/**
 * Rewrites a JSON Schema in the dialect of the embedded engine's grammar: `anyOf` becomes `oneOf`,
 * `definitions` becomes `$defs`. The grammar enforces structure, types, `enum`, `const` and lengths;
 * every listed property is written, and nothing else unless `additionalProperties` says so.
 * `pattern` and numeric ranges are not enforced.
 *
 * @throws `models.unsupported-schema` for what the grammar cannot express (`allOf`, `not`, a schema
 *   without a type); the engine itself would silently take `null` for it.
 */
export function toGrammarSchema(schema: Readonly<Record<string, unknown>>): GbnfJsonBasicSchema {
  // One member of the engine's union type: the compiler cannot follow the whole of it.
  return rewrite(schema, '#') as GbnfJsonBasicSchema;
}

const kept = [
  'additionalProperties',
  'const',
  'enum',
  'format',
  'maxItems',
  'maxLength',
  'maxProperties',
  'minItems',
  'minLength',
  'minProperties',
  'type',
] as const;

const formats = new Set<unknown>(['date-time', 'time', 'date']);

function rewrite(schema: unknown, place: string): Record<string, unknown> {
  if (!isRecord(schema)) throw unsupported(place, 'is not an object');
  const result: Record<string, unknown> = {};
  for (const key of kept) if (schema[key] !== undefined) result[key] = schema[key];
  if (!formats.has(result['format'])) delete result['format'];
  if (isRecord(result['additionalProperties'])) {
    result['additionalProperties'] = rewrite(result['additionalProperties'], `${place}/additionalProperties`);
  }
  if (typeof schema['$ref'] === 'string')
    result['$ref'] = schema['$ref'].replace('#/definitions/', '#/$defs/');
  for (const [from, to] of [
    ['properties', 'properties'],
    ['$defs', '$defs'],
    ['definitions', '$defs'],
  ] as const) {
    if (isRecord(schema[from])) result[to] = rewriteEach(schema[from], `${place}/${from}`);
  }
  for (const [from, to] of [
    ['oneOf', 'oneOf'],
    ['anyOf', 'oneOf'],
    ['prefixItems', 'prefixItems'],
  ] as const) {
    const list = schema[from];
    if (Array.isArray(list)) result[to] = list.map((entry, at) => rewrite(entry, `${place}/${from}/${at}`));
  }
  if (isRecord(schema['items'])) result['items'] = rewrite(schema['items'], `${place}/items`);
  if (!['type', 'const', 'enum', 'oneOf', '$ref'].some((key) => key in result))
    throw unsupported(place, 'has no type');
  for (const key of ['allOf', 'not', 'if']) if (key in schema) throw unsupported(place, `uses ${key}`);
  return result;
}

function rewriteEach(schemas: Readonly<Record<string, unknown>>, place: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, rewrite(schema, `${place}/${name}`)]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsupported(place: string, why: string): Error {
  return inputError({
    code: 'models.unsupported-schema',
    message: `The JSON Schema for the reply ${why} at ${place}, which the embedded engine cannot enforce.`,
    cure: 'Write it with type, properties, items, enum, const and oneOf.',
    data: { place },
  });
}
