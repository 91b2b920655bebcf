import { type Lexicon, type LexiconEntry, type Segmenter, withoutQuestionWords } from '../language/index.ts';

/** What reading a question needs of the language room. */
export interface QuestionTools {
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
}

/**
 * The features of a question without repeats: its search terms, without words that only ask, since those
 * would make every question alike; and the concepts of the lexicon it names in whatever language.
 */
export function readQuestionFeatures(text: string, { segmenter, lexicon }: QuestionTools): string[] {
  const features = new Set(segmenter.terms(withoutQuestionWords(text)));
  for (const { entry } of lexicon.find(text)) features.add(`c:${conceptKey(entry)}`);
  return Array.from(features);
}

/** A name of a concept that stays the same when the lexicon grows: its first form. */
function conceptKey(entry: LexiconEntry): string {
  return Object.values(entry.forms)[0]?.[0] ?? '';
}
