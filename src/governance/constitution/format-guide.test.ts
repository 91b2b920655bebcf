import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../../language/index.ts';
import { readConstitution } from './read-constitution.ts';
import { runRuleTests } from './run-tests.ts';
import { acts } from './schema-rules.ts';
import { exampleFiles, readWhole, today } from './testing/example-files.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/constitution-format.md'), 'utf8');

/** The files that the guide shows, and the page's words, which it does not repeat. */
function guideFiles(): Map<string, string> {
  const blocks = guide.matchAll(/```(?:yaml|jsonl) file=(\S+)\n(.*?)```/gs);
  const shown = Array.from(blocks, ([, name = '', text = '']): [string, string] => [name, text]);
  return new Map([...shown, ['page.yaml', exampleFiles().get('page.yaml') ?? '']]);
}

describe('docs/constitution-format.md', () => {
  it('shows files that are a constitution without a fault', async () => {
    const files = guideFiles();
    expect(files.size).toBeGreaterThan(14);
    expect(readConstitution(files, { today }).problems).toEqual([]);
    const tools = { segmenter: createSegmenter(), lexicon: createLexicon([]) };
    expect(await runRuleTests(readWhole(files), tools)).toEqual([]);
  });

  it('tells of every act, and of every field of a rule that the example uses', () => {
    for (const act of acts) expect(guide).toContain(`\`${act}\``);
    const rules = (parse(exampleFiles().get('rules/privacy.yaml') ?? '') as { rules: object[] }).rules;
    for (const field of rules.flatMap((rule) => Object.keys(rule))) {
      expect(guide).toMatch(new RegExp(`\\b${field}\\b`));
    }
  });
});
