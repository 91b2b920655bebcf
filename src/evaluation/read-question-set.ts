import { type JsonlRecord, inputError, openJsonl, sha256File } from '../base/index.ts';
import { type QuestionSet, itemSchema, questionSetHeaderSchema } from './question-set.ts';
import type { Item } from './spec.ts';

/**
 * Reads a question set. A set with a bad line is refused as a whole: leaving a question out would
 * change what is measured.
 *
 * @param name how reports call the set
 * @throws `evaluation.bad-question-set` naming the file, the line and what is wrong there
 */
export async function readQuestionSet(path: string, name: string): Promise<QuestionSet> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let header: QuestionSet['header'] | undefined;
  for await (const record of openJsonl(path)) {
    if (header === undefined) {
      header = parseRecord(path, record, questionSetHeaderSchema);
      continue;
    }
    const item = parseRecord(path, record, itemSchema);
    if (seen.has(item.id)) throw badSet(path, record.line, `the id "${item.id}" is used twice`);
    seen.add(item.id);
    items.push(item);
  }
  if (header === undefined) throw badSet(path, 1, 'there is no header');
  if (items.length === 0) throw badSet(path, 1, 'no question follows the header');
  return { header, name, hash: await sha256File(path), items };
}

interface Schema<Value> {
  safeParse(value: unknown): {
    readonly data?: Value;
    readonly error?: { readonly issues: readonly { path: PropertyKey[]; message: string }[] };
  };
}

function parseRecord<Value>(path: string, record: JsonlRecord, schema: Schema<Value>): Value {
  if ('error' in record) throw badSet(path, record.line, record.error.message);
  const { data, error } = schema.safeParse(record.value);
  if (data !== undefined) return data;
  const issue = error?.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw badSet(path, record.line, `${field}${issue?.message ?? 'not valid'}`);
}

function badSet(path: string, line: number, what: string) {
  return inputError({
    code: 'evaluation.bad-question-set',
    message: `${path}:${line} is not right for a question set: ${what}.`,
    cure: 'A header of kind "questions" comes first, then one question a line; compare with a set of the region.',
    data: { path, line },
  });
}
