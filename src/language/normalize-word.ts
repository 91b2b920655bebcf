import { stemmer } from 'stemmer';

/** The search form of one folded Latin word or number: its stem (Porter), or the number without separators. */
export function normalizeWord(word: string): string {
  if (/^\p{N}/u.test(word)) return word.replace(/,(?=\d{3}(\D|$))/g, '');
  return stemmer(word);
}
