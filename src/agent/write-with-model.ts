import { detectVariety, isChinese, type ReplyVariety, splitSentences } from '../language/index.ts';
import type { ChatMessage, ChatModel } from '../models/spec.ts';
import type { CitedSource } from './cite-sources.ts';
import type { Statement } from './communicate.ts';
import { inScript } from './in-script.ts';
import { isShortening } from './is-shortening.ts';

/** What a model is asked to write. */
export interface WriteRequest {
  readonly question: string;
  readonly sources: readonly CitedSource[];
  readonly variety: ReplyVariety;
  readonly chat: ChatModel;
  readonly signal: AbortSignal | undefined;
}

/** Names of the varieties as models know them. */
const languageNames: Readonly<Record<ReplyVariety, string>> = {
  en: 'English',
  'zh-Hant': 'Traditional Chinese (繁體中文)',
  'zh-Hans': 'Simplified Chinese (简体中文)',
  'yue-Hant': 'written Cantonese in traditional characters (粵語口語)',
  'yue-Hans': 'written Cantonese in simplified characters (粤语口语)',
};

/** Sentences a small model may write of one source. */
const polishedSentences = 2;

/**
 * True when a small model can put quotations into words of this variety. None that runs on a plain
 * machine writes Cantonese: it answers in Mandarin.
 */
export function canPolish(variety: ReplyVariety): boolean {
  return !variety.startsWith('yue');
}

/**
 * Lets a small model shorten the chosen sentences of one source; streams whole sentences. One that is
 * no shortening of them has no source, so that governance withholds it.
 */
export async function* polishSource(
  request: WriteRequest & { readonly source: CitedSource },
): AsyncGenerator<Statement> {
  const { source, question, variety } = request;
  const quotation = inScript(source.spans.map((span) => span.text).join(' '), variety);
  const title = inScript(source.passage.title, variety);
  const language = languageNames[variety];
  const messages: ChatMessage[] = [
    {
      role: 'system',
      content: `You shorten texts in ${language}. Copy the one or two whole sentences of the text that answer the question, word for word; leave out only what has nothing to do with it. Never add or change a word, a number or a name. Never write yes or no. Keep conditions and exceptions.`,
    },
    {
      role: 'user',
      content: `Question: ${question}\n\nText about “${title}”:\n${quotation}\n\nThe whole sentences that answer the question:`,
    },
  ];
  let written = 0;
  for await (const sentence of streamSentences(request, messages, 160)) {
    if (written === polishedSentences) return;
    written += 1;
    const shortened = isShortening(inScript(sentence, variety), quotation);
    yield toStatement(sentence, shortened ? [source] : [], variety);
  }
}

/** Lets a large model draft from all sources; streams whole sentences with the sources they cite. */
export async function* draftAnswer(request: WriteRequest): AsyncGenerator<Statement> {
  const { question, sources, variety } = request;
  const passages = sources.map(
    ({ citation, passage }) => `[${citation.n}] ${passage.title}\n${passage.text}`,
  );
  const messages: ChatMessage[] = [
    {
      role: 'system',
      content: `Answer in ${languageNames[variety]} from the numbered sources alone. End every sentence with the number of its source, like [1]. Keep numbers, dates and names exactly. Write at most six sentences, no headings and no lists. What the sources do not say you do not say.`,
    },
    { role: 'user', content: `${passages.join('\n\n')}\n\nQuestion: ${question}` },
  ];
  for await (const sentence of streamSentences(request, messages, 500)) {
    const cited = sources.filter(({ citation }) => sentence.includes(`[${citation.n}]`));
    yield toStatement(sentence, cited.length > 0 ? cited : sources.slice(0, 1), variety);
  }
}

/** Whole sentences as they are written, without list marks and quotation marks around them. */
async function* streamSentences(
  { chat, signal }: WriteRequest,
  messages: readonly ChatMessage[],
  maxTokens: number,
): AsyncGenerator<string> {
  let text = '';
  let released = 0;
  const parts = chat.generate({
    messages,
    maxTokens,
    temperature: 0,
    seed: 1,
    ...(signal !== undefined && { signal }),
  });
  for await (const part of parts) {
    if (part.type === 'end') {
      // A sentence that was cut off says half of what it means.
      const whole = part.finish === 'length' ? -1 : undefined;
      yield* clean(complete(text).slice(released, whole));
      return;
    }
    text += part.text;
    const sentences = complete(text);
    yield* clean(sentences.slice(released, -1));
    released = Math.max(released, sentences.length - 1);
  }
}

/** The sentences so far, each with its citation marks before its stop; the last one may still grow. */
function complete(text: string): string[] {
  const marked = withPlainMarks(text)
    // A mark that has only begun tells nothing yet.
    .replace(/\s*\[[\d\s,，、]*$/u, '')
    .replace(/([.!?。！？]+["”’」』]*)((?:\s*\[\d+\])+)/gu, '$2$1');
  return splitSentences(marked).map((span) => span.text);
}

/** Citation marks as models write them, `[1, 2]` or `【1】`, in the one way they are read here. */
function withPlainMarks(text: string): string {
  return text
    .replace(/[【［]([\d\s,，、]+)[】］]/gu, '[$1]')
    .replace(/\[\s*\d+(?:\s*[,，、]\s*\d+)*\s*\]/gu, (marks) =>
      (marks.match(/\d+/gu) ?? []).map((number) => `[${number}]`).join(''),
    );
}

/** Sentences without the marks of a list and the quotation marks around the whole; a bare number is none. */
function clean(sentences: readonly string[]): string[] {
  return sentences
    .map((sentence) =>
      sentence
        .replace(/^(?:[-*•]\s*|\d{1,2}[.)、]\s+)+/u, '')
        .replace(/^["“「](.*)["”」]((?:\s*\[\d+\])*)$/u, '$1$2')
        .trim(),
    )
    .filter((sentence) => /\p{L}/u.test(sentence));
}

function toStatement(sentence: string, sources: readonly CitedSource[], variety: ReplyVariety): Statement {
  const claim = inScript(sentence.replace(/\s*\[\d+\]/gu, '').trim(), variety);
  const numbers = sources.map(({ citation }) => citation.n);
  const marks = numbers.map((n) => `[${n}]`).join('');
  return {
    text: `${claim}${isChinese(variety) ? '' : ' '}${marks}`,
    kind: 'statement',
    origin: 'model',
    citations: numbers,
    claim,
    sources: sources.map(({ passage }) => passage),
  };
}

/** True when a statement is in the language that was asked for; numbers and names alone are. */
export function isInLanguage({ claim, text }: Statement, variety: ReplyVariety): boolean {
  const found = detectVariety(claim ?? text).variety;
  return found === 'und' || isChinese(found) === isChinese(variety);
}
