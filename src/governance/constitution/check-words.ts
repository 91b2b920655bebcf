import { type ReplyVariety, replyVarieties } from '../../language/index.ts';
import type { ConstitutionReader } from './constitution-reader.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { Placed } from './spec.ts';
import { type Completeness, type Words, missingVarieties } from './words.ts';

/** How complete the words of each file must be; a field's own word goes before the file's `*`. */
const completeness: Readonly<Record<string, Readonly<Record<string, Completeness>>>> = {
  meta: { '*': 'all', jurisdiction: 'written' },
  principles: { '*': 'all' },
  sources: { '*': 'draft', title: 'written', issuer: 'written', bindingOn: 'written', label: 'written' },
  taxonomy: { '*': 'draft', name: 'written' },
  rules: { '*': 'draft', title: 'all', rule: 'all', forYou: 'all' },
  modes: { '*': 'all' },
  notices: { '*': 'all' },
  page: { '*': 'all' },
  retention: { '*': 'all' },
  profiles: { '*': 'all', why: 'draft' },
};

/** Reports words that residents need and do not have; what may wait is counted in one warning a file. */
export function checkWords(reader: ConstitutionReader, files: WholeFiles): void {
  const { varieties } = files.meta.value;
  for (const [kind, content] of Object.entries(files)) {
    const placed: readonly Placed<unknown>[] = Array.isArray(content) ? content : [content];
    if (kind === 'tests' || kind === 'names') continue;
    for (const file of placed) checkFile(reader, file, { kind, varieties });
  }
}

function checkFile(
  reader: ConstitutionReader,
  file: Placed<unknown>,
  { kind, varieties }: { kind: string; varieties: readonly ReplyVariety[] },
): void {
  const needed = completeness[kind] ?? { '*': 'draft' };
  const waiting: { readonly line: number; readonly name: string }[] = [];
  for (const { words, path } of findWords(file.value)) {
    const field = path.findLast((key) => typeof key === 'string') ?? '';
    const level = needed[field] ?? needed['*'] ?? 'draft';
    // What may wait counts as there when its written Chinese is.
    const missing = missingVarieties(words, varieties, level === 'all' ? 'all' : 'written');
    if (missing.length === 0) continue;
    const name = path.join('.');
    if (level === 'draft') waiting.push({ line: file.lineOf(path), name });
    else {
      reader.report({
        file: file.file,
        line: file.lineOf(path),
        message: `${name}: lacks ${missing.join(', ')}`,
        cure: 'Write it; residents read it.',
      });
    }
  }
  const [first] = waiting;
  if (first === undefined) return;
  reader.report({
    file: file.file,
    line: first.line,
    severity: 'warning',
    message: `${waiting.length} texts lack a variety, ${first.name} first`,
    cure: 'Write them; until then readers get the nearest variety.',
  });
}

interface FoundWords {
  readonly words: Words;
  readonly path: readonly (string | number)[];
}

/** All words in a value: objects whose keys are varieties. */
function findWords(value: unknown, path: readonly (string | number)[] = []): FoundWords[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => findWords(item, [...path, at]));
  if (typeof value !== 'object' || value === null) return [];
  if (isWords(value)) return [{ words: value, path }];
  return Object.entries(value).flatMap(([key, inner]) => findWords(inner, [...path, key]));
}

function isWords(value: object): value is Words {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => (replyVarieties as readonly string[]).includes(key));
}
