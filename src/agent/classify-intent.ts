import { foldText } from '../language/index.ts';
import type { IntentPhrases } from './region-words.ts';
import type { Turn } from './spec.ts';

/** What a turn wants. */
export type Intent = 'knowledge' | 'greeting' | 'thanks' | 'about' | 'live' | 'empty';

/** An intent, and whether the turn continues an earlier one. */
export interface ClassifiedIntent {
  readonly intent: Intent;
  /** The earlier questions this one continues; absent for a question that stands alone. */
  readonly continues?: string;
}

/**
 * Classifies what a turn wants by the region's phrases, without a model. Greetings, thanks and
 * questions about the assistant must be the whole turn; a question for live data needs one such
 * phrase anywhere. A short turn that opens or refers like a follow-up continues the last question.
 *
 * @see paper §5.1 (intent classifier)
 */
export function classifyIntent(
  question: string,
  phrases: IntentPhrases,
  history: readonly Turn[],
): ClassifiedIntent {
  const bare = bareText(question);
  if (bare === '') return { intent: 'empty' };
  for (const intent of ['greeting', 'thanks', 'about'] as const) {
    if (isWholeTurn(bare, phrases[intent])) return { intent };
  }
  const intent = phrases.live.some((phrase) => holds(bare, bareText(phrase))) ? 'live' : 'knowledge';
  if (!isFollowUp(bare, phrases)) return { intent };
  const continues = standingQuestions(history, phrases);
  return continues === '' ? { intent } : { intent, continues };
}

/** The last question with those that it continued itself, oldest first. */
function standingQuestions(history: readonly Turn[], phrases: IntentPhrases): string {
  const questions: string[] = [];
  for (const { question } of history.toReversed()) {
    questions.unshift(question);
    if (!isFollowUp(bareText(question), phrases)) break;
  }
  return questions.join(' ');
}

/** Folded text without punctuation; words stay apart by one space. */
function bareText(text: string): string {
  return foldText(text)
    .replace(/[’']/gu, "'")
    .replace(/[^\p{L}\p{N}'$%]+/gu, ' ')
    .trim();
}

// What people add to a greeting or a thank-you without changing it.
const fillers =
  /(?<![\p{L}])(?:there|again|everyone|please|lionrock)(?![\p{L}])|[呀啊啦喔哦哈吖嘢嗎吗呢㗎架先晒大家]+$/giu;

/** True when one of the phrases is all there is. */
function isWholeTurn(bare: string, phrases: readonly string[]): boolean {
  const core = bare.replace(fillers, ' ').replace(/\s+/g, ' ').trim();
  return phrases.some((phrase) => {
    const wanted = bareText(phrase);
    return wanted === bare || wanted === core || wanted.replace(fillers, '').trim() === core;
  });
}

function holds(bare: string, phrase: string): boolean {
  if (/\p{Script=Han}/u.test(phrase)) return bare.includes(phrase);
  return ` ${bare} `.includes(` ${phrase} `);
}

/** Longest follow-up, in Han characters and Latin words. */
const followUpLength = 14;

function isFollowUp(bare: string, phrases: IntentPhrases): boolean {
  const length = (bare.match(/\p{Script=Han}|[^\p{Script=Han}\s]+/gu) ?? []).length;
  if (length > followUpLength) return false;
  const opens = phrases.followUp.some((phrase) => {
    const opening = bareText(phrase);
    return /\p{Script=Han}/u.test(opening) ? bare.startsWith(opening) : `${bare} `.startsWith(`${opening} `);
  });
  return opens || phrases.reference.some((phrase) => holds(bare, bareText(phrase)));
}
