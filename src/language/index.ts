export { chooseReplyVariety, type ReplyVarietyRequest } from './choose-reply-variety.ts';
export { toSimplified, toTraditional } from './convert-script.ts';
export { convertVariety, type ConvertedText } from './convert-variety.ts';
export { detectSentences, detectVariety, type DetectedSentence, type Detection } from './detect-variety.ts';
export { findNumbers, type FoundNumber } from './find-numbers.ts';
export { foldHan, foldText } from './fold.ts';
export { countScripts, type ScriptCounts } from './han-script.ts';
export {
  createLexicon,
  lexiconEntrySchema,
  type Lexicon,
  type LexiconEntry,
  type LexiconMatch,
} from './lexicon.ts';
export { withoutQuestionWords } from './question-words.ts';
export { createSegmenter, type Segmenter, type SegmenterOptions } from './segment.ts';
export { splitSentences, type Span } from './split-sentences.ts';
export {
  isChinese,
  isReplyVariety,
  languageOf,
  replyVarieties,
  scriptOf,
  varieties,
  type Register,
  type ReplyVariety,
  type Script,
  type Variety,
} from './variety.ts';
