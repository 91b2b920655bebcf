import { type LexiconEntry, replyVarieties } from '../language/index.ts';
import type { PackReader } from './pack-reader.ts';

/**
 * Reads a lexicon: tab-separated, the first line naming a variety per column (other columns are for
 * the editors), alternatives separated by `|`.
 */
export async function readLexicon(reader: PackReader, file: string): Promise<LexiconEntry[]> {
  const content = await reader.text(file);
  if (content === undefined) return [];
  const [header = '', ...lines] = content.split(/\r?\n/);
  const columns = header.split('\t').map((name) => name.trim());
  if (!columns.some((name) => isVarietyColumn(name))) {
    reader.report({
      file,
      line: 1,
      message: 'names no variety in its first line',
      cure: 'Begin it with, for example, en<TAB>zh-Hant.',
    });
    return [];
  }
  const entries: LexiconEntry[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = line.split('\t');
    if (cells.length > columns.length) {
      reader.report({
        file,
        line: at + 2,
        message: `has ${cells.length} columns, where the first line names ${columns.length}`,
        cure: 'Separate columns by one tab, and words of one column by "|".',
      });
      continue;
    }
    const forms: LexiconEntry['forms'] = {};
    for (const [column, name] of columns.entries()) {
      const words = (cells[column] ?? '')
        .split('|')
        .map((word) => word.trim())
        .filter((word) => word !== '');
      if (isVarietyColumn(name) && words.length > 0) forms[name] = words;
    }
    if (Object.values(forms).flat().length < 2) {
      reader.report({
        file,
        line: at + 2,
        message: 'has fewer than two words',
        cure: 'Add a word in another variety, or remove the line.',
      });
    } else entries.push({ forms });
  }
  return entries;
}

function isVarietyColumn(name: string): name is keyof LexiconEntry['forms'] {
  return (replyVarieties as readonly string[]).includes(name);
}
