import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePersonalData } from './compile.ts';
import { findPersonalData } from './find.ts';
import { readKinds } from './testing/read-kinds.ts';

// Published texts of many sources, kept beside the repository and never in it. What is found in them is
// mostly what offices publish of themselves; nothing of it is printed.
const folder = join(import.meta.dirname, '../../../../shared/data/corpora');
const present = existsSync(join(folder, 'hk_labour'));
const patterns = compilePersonalData(readKinds('hk'));

/** Kinds of which published texts hold next to nothing: whatever is found of them is most likely false. */
const contacts = new Set(['phone', 'email', 'address']);

type Row = Record<string, unknown>;

function readTexts(file: string, write: (row: Row) => string): string[] {
  return readFileSync(join(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => write(JSON.parse(line) as Row));
}

describe('findPersonalData on published texts', () => {
  it.for([
    ['hk_labour/chunks_en.jsonl', 5],
    ['clic_qa_en/dev.jsonl', 15],
    ['legco_submissions_2026/submissions.jsonl', 5],
    ['ha_facilities/documents.jsonl', 5],
    ['hk_law_en/sections.jsonl', 5],
    ['hk_education/school_profiles_zh-Hant.jsonl', 5],
  ] as const)('finds few other things than office contacts in %s', ([file, most], context) => {
    if (!present) context.skip(`no test data at ../shared/data/corpora/${file}`);
    const texts = readTexts(file, (row) =>
      Object.values(row)
        .filter((each) => typeof each === 'string')
        .join('\n'),
    );
    const counts = new Map<string, number>();
    for (const text of texts) {
      for (const { kind } of findPersonalData(text, patterns)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const thousandth = texts.length / 1000;
    const shown = Array.from(counts, ([kind, count]) => `${kind} ${(count / thousandth).toFixed(1)}`);
    process.stdout.write(`${file}: ${texts.length} documents; per 1,000: ${shown.join(', ') || 'nothing'}\n`);
    const others = Array.from(counts).filter(([kind]) => !contacts.has(kind));
    expect(others.reduce((sum, [, count]) => sum + count, 0) / thousandth).toBeLessThan(most);
  });
});
