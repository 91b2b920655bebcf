import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const caseSchema = z.strictObject({
  id: z.string(),
  variety: z.string(),
  technique: z.string(),
  from: z.enum(['user', 'outside']),
  carries: z.boolean(),
  text: z.string(),
});

/** A text with whether it carries an instruction to the assistant. */
export type InjectionCase = z.infer<typeof caseSchema>;

/** Reads the cases of a half; `test` is for measuring only and nothing is adjusted to it. */
export function readCases(half: 'dev' | 'test'): InjectionCase[] {
  return readFileSync(join(import.meta.dirname, `cases.${half}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => caseSchema.parse(JSON.parse(line)));
}
