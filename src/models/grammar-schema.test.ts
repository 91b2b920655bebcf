import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toGrammarSchema } from './grammar-schema.ts';

describe('toGrammarSchema', () => {
  it('takes what zod writes: unions, nullables, enums, nested arrays', () => {
    const schema = z.object({
      verdict: z.enum(['yes', 'no']),
      note: z.string().max(20).nullable(),
      parts: z.array(z.union([z.string(), z.object({ n: z.int().min(0) })])).max(3),
    });
    expect(toGrammarSchema(z.toJSONSchema(schema))).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        verdict: { type: 'string', enum: ['yes', 'no'] },
        note: { oneOf: [{ type: 'string', maxLength: 20 }, { type: 'null' }] },
        parts: {
          type: 'array',
          maxItems: 3,
          items: {
            oneOf: [
              { type: 'string' },
              { type: 'object', additionalProperties: false, properties: { n: { type: 'integer' } } },
            ],
          },
        },
      },
    });
  });

  it('points references to $defs and drops formats the grammar does not know', () => {
    const schema = {
      type: 'array',
      items: { $ref: '#/definitions/day' },
      definitions: { day: { type: 'string', format: 'date' }, address: { type: 'string', format: 'uri' } },
    };
    expect(toGrammarSchema(schema)).toEqual({
      type: 'array',
      items: { $ref: '#/$defs/day' },
      $defs: { day: { type: 'string', format: 'date' }, address: { type: 'string' } },
    });
  });

  it.each([
    [{}, '#'],
    [{ type: 'object', properties: { a: {} } }, '#/properties/a'],
    [{ type: 'object', allOf: [{ type: 'object' }] }, '#'],
    [{ type: 'array', items: { not: { type: 'string' } } }, '#/items'],
  ])('refuses %j, which would silently become null', (schema, place) => {
    expect(() => toGrammarSchema(schema)).toThrow(
      expect.objectContaining({ code: 'models.unsupported-schema', data: { place } }),
    );
  });
});
