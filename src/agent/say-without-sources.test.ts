import { describe, expect, it } from 'vitest';
import type { ReplyVariety } from '../language/index.ts';
import type { AnswerTools } from './answer-tools.ts';
import { enhanceQuery } from './enhance-query.ts';
import type { Evidence } from './gather-evidence.ts';
import type { Channel } from './region-words.ts';
import { sayNotFound, saySmallTalk, sayWithheld } from './say-without-sources.ts';
import { drain, makePassage, makeSpeaker, tools } from './testing/make-speaker.ts';
import type { Candidate } from './weigh-evidence.ts';

const channels: Channel[] = [
  {
    id: 'desk',
    name: { en: 'the desk', 'zh-Hant': '詢問處' },
    url: 'https://example.org/desk',
    topics: [],
  },
  {
    id: 'harbour',
    name: { en: 'the Harbour Office', 'zh-Hant': '港務處' },
    phone: '555 0120',
    url: 'https://example.org/harbour',
    topics: ['harbour'],
  },
];

// A card's topic is the first word of its id.
const answerTools = {
  words: { channels, messages: new Map(), intents: {} },
  topicOf: (card: string) => card.split('-')[0],
} as unknown as AnswerTools;

function card(group: string | undefined, coverage: number, title = 'Night closing'): Candidate {
  const passage = makePassage('Text.', {
    documentId: `${group ?? 'file'}/en`,
    title,
    ...(group !== undefined && { group }),
  });
  const hit = { passage, score: coverage, keyword: 1, expired: false };
  return {
    hit,
    match: undefined,
    score: coverage,
    coverage,
    sentenceCoverage: coverage,
    answeringCoverage: 1,
    elsewhere: false,
  };
}

async function notFound(cards: readonly Candidate[], variety: ReplyVariety = 'en', live = false) {
  const query = enhanceQuery('When does it close?', tools);
  const evidence = {
    weighing: { cards, documents: [], query, variety },
  } as unknown as Evidence;
  const speaker = makeSpeaker(variety);
  const { result } = await drain(sayNotFound({ evidence, live, tools: answerTools }, speaker));
  return { found: result, said: speaker.sentences.map(({ text }) => text), speaker };
}

const askHarbour = 'Ask the Harbour Office: 555 0120 https://example.org/harbour.';
const askDesk = 'Ask the desk: https://example.org/desk.';

describe('sayNotFound', () => {
  it('says that the sources do not tell, names the nearest, and whom to ask', async () => {
    const { found, said, speaker } = await notFound([card('harbour-night', 0.8)]);
    expect(said).toEqual(['The sources do not tell.', 'Nearest: “Night closing”', askHarbour]);
    expect(speaker.sentences.map(({ kind }) => kind)).toEqual(['frame', 'nearest', 'frame']);
    expect(found).toMatchObject({ outcome: 'not-found', citations: [], model: null });
    expect(found.nearest).toMatchObject([{ documentId: 'harbour-night/en', title: 'Night closing' }]);
  });

  it('says that it has no live data where that is what is asked', async () => {
    const { found, said } = await notFound([], 'en', true);
    expect(said).toEqual(['No live data.', askDesk]);
    expect(found.outcome).toBe('needs-live-data');
  });

  it('sends to the channel of a topic only when the nearest cards are about the question', async () => {
    const channelOf = async (...cards: Candidate[]) => (await notFound(cards)).said.at(-1);
    expect(await channelOf(card('harbour-night', 0.6))).toBe(askHarbour);
    expect(await channelOf(card('harbour-night', 0.3))).toBe(askDesk);
    expect(await channelOf(card('harbour-night', 0.3), card('harbour-fares', 0.3))).toBe(askHarbour);
    expect(await channelOf(card('harbour-night', 0.1), card('harbour-fares', 0.1))).toBe(askDesk);
    expect(await channelOf(card('school-age', 0.9), card('harbour-night', 0.1))).toBe(askDesk);
    expect(await channelOf(card(undefined, 0.9))).toBe(askDesk);
    expect(await channelOf()).toBe(askDesk);
  });

  it('does not call near what names nothing of the question', async () => {
    const { found, said } = await notFound([card('harbour-night', 0)]);
    expect(found.nearest).toEqual([]);
    expect(said).toEqual(['The sources do not tell.', askDesk]);
  });

  it('speaks to a Chinese asker in their script, with Chinese names and without spaces', async () => {
    const cards = [card('harbour-night', 0.9, '內港關閉'), card('harbour-fares', 0.8, '渡輪票價')];
    expect((await notFound(cards, 'zh-Hans')).said.slice(1)).toEqual([
      '最接近的是：「内港关闭」「渡轮票价」',
      'Ask 港务处: 555 0120 https://example.org/harbour.',
    ]);
    expect((await notFound(cards, 'yue-Hant')).said.slice(1)).toEqual([
      '最接近的是：「內港關閉」「渡輪票價」',
      'Ask 港務處: 555 0120 https://example.org/harbour.',
    ]);
    expect((await notFound(cards, 'zh-Hans')).found.nearest[0]?.title).toBe('內港關閉');
  });
});

describe('saySmallTalk', () => {
  it.each([
    ['greeting', 'Hello!', 'small-talk'],
    ['thanks', 'You are welcome.', 'small-talk'],
    ['about', 'I am a test.', 'small-talk'],
    ['empty', 'I am a test.', 'empty'],
  ] as const)('answers %s without sources', async (intent, text, outcome) => {
    const speaker = makeSpeaker();
    const { result } = await drain(saySmallTalk(intent, speaker));
    expect(result).toMatchObject({ outcome, citations: [] });
    expect(speaker.text()).toBe(text);
  });

  it.each(['knowledge', 'live'] as const)('leaves %s to the sources', async (intent) => {
    const speaker = makeSpeaker();
    expect((await drain(saySmallTalk(intent, speaker))).result).toBeUndefined();
    expect(speaker.sentences).toEqual([]);
  });
});

describe('sayWithheld', () => {
  it('says why, and nothing else', async () => {
    const speaker = makeSpeaker();
    await speaker.admit('retrieval', 'A forbidden passage.');
    const { result } = await drain(sayWithheld(speaker));
    expect(result).toMatchObject({ outcome: 'withheld', citations: [] });
    expect(speaker.sentences).toMatchObject([{ kind: 'notice', text: 'withheld' }]);
  });
});
