import { z } from 'zod';
import { foldText } from './fold.ts';
import { normalizeWord } from './normalize-word.ts';

/**
 * One concept of a region's lexicon: the words for it in each variety. Alternatives are equal; the
 * first is the one to write.
 */
export const lexiconEntrySchema = z.object({
  /** Words by variety, e.g. `{ en: ['dismissal', 'sack'], 'zh-Hant': ['解僱'], 'yue-Hant': ['炒魷魚'] }`. */
  forms: z.partialRecord(
    z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
    z.array(z.string().min(1)).min(1),
  ),
});

/** One concept of a region's lexicon. */
export type LexiconEntry = z.infer<typeof lexiconEntrySchema>;

/** A lexicon entry found in a text. */
export interface LexiconMatch {
  readonly entry: LexiconEntry;
  /** The form that was found, folded. */
  readonly form: string;
}

/** Finds the region's words in texts of any variety. */
export interface Lexicon {
  readonly entries: readonly LexiconEntry[];
  /** Every entry with a form in the text, longest forms first; a form inside a longer found one does not count. */
  find(text: string): LexiconMatch[];
}

interface Form {
  readonly words: string;
  readonly entry: LexiconEntry;
}

/** Makes a lexicon. Matching ignores case, script and, in Latin words, inflection. */
export function createLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const forms = entries
    .flatMap((entry) => allForms(entry).map((form): Form => ({ words: comparable(form), entry })))
    .filter((form) => form.words.trim() !== '')
    .toSorted((a, b) => b.words.length - a.words.length);
  const byFirst = new Map<string, Form[]>();
  for (const form of forms) {
    const key = keyAt(form.words, 0);
    const list = byFirst.get(key);
    if (list === undefined) byFirst.set(key, [form]);
    else list.push(form);
  }
  return { entries, find: (text) => findForms(comparable(text), byFirst) };
}

function allForms(entry: LexiconEntry): string[] {
  return Object.values(entry.forms).flat();
}

const latin = /[\p{Script=Latin}\p{N}]/u;

/** What forms are looked up by: a whole Latin word, of which few forms share one; else two characters. */
function keyAt(text: string, at: number): string {
  const isLatin = text[at] === ' ' && latin.test(text[at + 1] ?? '');
  return text.slice(at, isLatin ? text.indexOf(' ', at + 1) + 1 : at + 2);
}

function findForms(text: string, byFirst: ReadonlyMap<string, readonly Form[]>): LexiconMatch[] {
  const found = new Map<LexiconEntry, string>();
  for (let at = 0; at < text.length;) {
    const matches = byFirst.get(keyAt(text, at))?.filter(({ words }) => text.startsWith(words, at)) ?? [];
    const longest = matches[0]?.words;
    // One form may belong to several entries (a word with two meanings): all of them are found.
    for (const match of matches) if (match.words === longest) found.set(match.entry, match.words);
    // Step over a found form, but keep the space that closes it: it may open the next one.
    at += Math.max(1, longest === undefined ? 1 : longest.trimEnd().length);
  }
  return [...found]
    .map(([entry, form]) => ({ entry, form: form.trim() }))
    .toSorted((a, b) => b.form.length - a.form.length);
}

/** Latin words become ` stem stem ` so that whole words are compared; Han text stays joined. */
function comparable(text: string): string {
  return foldText(text)
    .replace(/[\p{Script=Latin}\p{N}]+(?:[.,:/-]\p{N}+)*/gu, (word) => ` ${normalizeWord(word)} `)
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}
