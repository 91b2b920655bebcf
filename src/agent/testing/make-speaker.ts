import { type Clause, createGovernanceDoor, createModerators } from '../../governance/index.ts';
import type { FoundPassage } from '../../knowledge/index.ts';
import {
  createLexicon,
  createSegmenter,
  detectVariety,
  isChinese,
  type ReplyVariety,
  splitSentences,
} from '../../language/index.ts';
import type { ChosenSource } from '../choose-sources.ts';
import { citeSources, type CitedSource } from '../cite-sources.ts';
import { Speaker } from '../communicate.ts';
import type { AnswerMessages } from '../region-words.ts';
import type { AgentEvent } from '../spec.ts';

/** A segmenter and a lexicon of two concepts. */
export const tools = {
  segmenter: createSegmenter(),
  lexicon: createLexicon([
    { forms: { en: ['permit'], 'zh-Hant': ['許可證'] } },
    { forms: { en: ['fee'], 'zh-Hant': ['費用'] } },
  ]),
};

/** Messages whose words say which message they are. */
function makeMessages(variety: ReplyVariety): AnswerMessages {
  const chinese = isChinese(variety);
  return {
    intro: chinese ? '資料說：' : 'The sources say:',
    source: '{title}, {publisher}',
    asOf: 'as of {date}',
    quotation: chinese ? '「{quote}」' : '“{quote}”',
    unverified: 'unverified!',
    converted: 'converted!',
    otherLanguage: 'other language!',
    olderDiffers: 'older: {title} {date}',
    expired: 'expired {date}',
    notFound: chinese ? '資料沒有說。' : 'The sources do not tell.',
    needsLive: 'No live data.',
    nearest: chinese ? '最接近的是：' : 'Nearest:',
    channel: 'Ask {name}: {contact}.',
    greeting: 'Hello!',
    thanks: 'You are welcome.',
    about: 'I am a test.',
    unverifiedNotice: 'not checked',
    page: 'page {n}',
    row: 'row {n}',
    part: 'part {n}',
  };
}

const words = { en: 'left out' };
const clause = { title: words };

const clauses: Clause[] = [
  {
    ...clause,
    id: 'x-1.1',
    class: 'quality',
    stages: ['output'],
    check: 'grounding',
    action: 'unverified',
    disclosure: words,
  },
  {
    ...clause,
    id: 'x-2.1',
    class: 'care',
    stages: ['input'],
    check: 'phrases',
    action: 'allow-with-support',
    phrases: ['hurt myself'],
    disclosure: { en: 'Help is on 555.' },
  },
  {
    ...clause,
    id: 'x-3.1',
    class: 'guard',
    stages: ['output'],
    check: 'phrases',
    action: 'decline',
    phrases: ['forbidden word'],
    disclosure: { en: 'withheld' },
  },
  {
    ...clause,
    id: 'x-3.2',
    class: 'guard',
    stages: ['retrieval'],
    check: 'phrases',
    action: 'decline',
    phrases: ['forbidden passage'],
    disclosure: { en: 'withheld' },
  },
  {
    ...clause,
    id: 'x-4.1',
    class: 'guard',
    stages: ['retrieval'],
    check: 'injection',
    action: 'redact',
    disclosure: { en: 'instruction blacked out' },
  },
];

/** A door that checks grounding, supports who is at risk, and lets no forbidden word out. */
const door = createGovernanceDoor({
  clauses,
  moderators: createModerators(clauses, tools),
  unverifiedNotice: () => 'not checked',
});

/** A speaker behind {@link door}. */
export function makeSpeaker(variety: ReplyVariety = 'en', signal?: AbortSignal): Speaker {
  return new Speaker({ door, messages: makeMessages(variety), variety, signal });
}

/** A passage with what a test wants of it. */
export function makePassage(text: string, changes: Partial<FoundPassage> = {}): FoundPassage {
  return {
    passageId: 'permit#0',
    documentId: 'permit',
    collection: 'test',
    ordinal: 0,
    text,
    locator: {},
    variety: detectVariety(text).variety,
    title: 'Permits',
    ...changes,
  };
}

/** A passage as a source of which every sentence was chosen. */
export function makeSource(text: string, changes: Partial<FoundPassage> = {}): ChosenSource {
  return { passage: makePassage(text, changes), spans: splitSentences(text) };
}

/** Sources with their numbers, as a speaker's asker sees them. */
export function makeCited(speaker: Speaker, ...sources: ChosenSource[]): CitedSource[] {
  return citeSources(sources, speaker);
}

/** Runs what is said to its end: the events, and what it returns. */
export async function drain<Result>(
  saying: AsyncGenerator<AgentEvent, Result> | Generator<AgentEvent, Result>,
): Promise<{ events: AgentEvent[]; result: Result }> {
  const events: AgentEvent[] = [];
  for (;;) {
    const step = await saying.next();
    if (step.done === true) return { events, result: step.value };
    events.push(step.value);
  }
}
