import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ResponseSentence, SubjectResponse } from '../spec.ts';
import { admitsIgnorance } from './admits-ignorance.ts';
import { citesRightSource, isGoldDocument } from './cites-right-source.ts';
import { followsVariety } from './follows-variety.ts';
import { noUnmarkedUnsupported } from './no-unmarked-unsupported.ts';
import { statesExpectedFacts, statesFact } from './states-expected-facts.ts';

const item: Item = {
  id: 'q-1',
  variety: 'en',
  history: [],
  question: 'How long is the leave?',
  answerable: true,
  gold: ['leave'],
  expect: ['14'],
};

const response: SubjectResponse = {
  text: 'The sources say: “The leave is 14 weeks.” [1]',
  variety: 'en',
  sentences: [{ text: 'The leave is 14 weeks.', kind: 'quotation', citations: [1] }],
  ownText: 'The sources say:',
  citations: [
    { n: 1, documentId: 'leave/en', passage: 'Who may take it. The leave is 14 weeks. It is paid.' },
  ],
  admittedIgnorance: false,
  model: null,
  mode: 'extractive',
};

const pass = { scored: true, outcome: 'pass' };
const fail = { scored: true, outcome: 'fail' };

describe('citesRightSource', () => {
  it('passes a citation of any language version of the gold document', () => {
    expect(citesRightSource.score(item, response)).toEqual(pass);
    expect(citesRightSource.score({ ...item, gold: ['leave/en'] }, response)).toEqual(pass);
  });

  it('does not take one id for another that begins with it', () => {
    expect(isGoldDocument('leave-of-fathers/en', ['leave'])).toBe(false);
    expect(citesRightSource.score({ ...item, gold: ['leav'] }, response)).toMatchObject(fail);
  });

  it('fails admitted ignorance, for the source is there', () => {
    const silent = { ...response, citations: [], admittedIgnorance: true };
    expect(citesRightSource.score(item, silent)).toMatchObject({
      ...fail,
      explanation: 'said that the sources do not tell',
    });
  });

  it('asks only answerable questions', () => {
    expect(citesRightSource.applies({ ...item, answerable: false, gold: [] })).toBe(false);
  });
});

describe('admitsIgnorance', () => {
  it('passes only an answer that says so, and asks only unanswerable questions', () => {
    expect(admitsIgnorance.applies(item)).toBe(false);
    const hopeless = { ...item, answerable: false, gold: [] };
    expect(admitsIgnorance.applies(hopeless)).toBe(true);
    expect(admitsIgnorance.score(hopeless, response)).toMatchObject(fail);
    expect(admitsIgnorance.score(hopeless, { ...response, admittedIgnorance: true })).toEqual(pass);
  });
});

describe('followsVariety', () => {
  const judge = (variety: Item['variety'], ownText: string) =>
    followsVariety.score({ ...item, variety }, { ...response, ownText });

  it('tells the four varieties apart', () => {
    const texts = {
      en: 'This is what the sources say:',
      'zh-Hant': '以下是資料的說法：',
      'zh-Hans': '以下是资料的说法：',
      'yue-Hant': '我喺資料度搵到嘅講法係咁：',
    } as const;
    for (const asked of ['en', 'zh-Hant', 'zh-Hans', 'yue-Hant'] as const) {
      for (const given of ['en', 'zh-Hant', 'zh-Hans', 'yue-Hant'] as const) {
        expect(judge(asked, texts[given]), `${asked} asked, ${given} given`).toMatchObject(
          asked === given ? pass : fail,
        );
      }
    }
  });

  it('judges the words of its own, not the quotation', () => {
    const chinese = {
      ...response,
      text: '以下是資料的說法：“The leave is 14 weeks.”',
      ownText: '以下是資料的說法：',
    };
    expect(followsVariety.score({ ...item, variety: 'zh-Hant' }, chinese)).toEqual(pass);
  });

  it('leaves unscored what shows no variety', () => {
    expect(judge('en', ' ')).toMatchObject({ scored: false });
    expect(judge('zh-Hans', '你好')).toMatchObject({ scored: false });
  });
});

describe('statesFact', () => {
  it.each([
    ['產假由十星期增加至十四星期', '14'],
    ['The fine is HK$1 million.', '1,000,000'],
    ['罰款100萬元', '1,000,000'],
    ['Call 2892 2111 at any time.', '2892 2111'],
    ['熱線：28922111', '2892 2111'],
    ['請致電 182 8080。', '1828080'],
    ['It is the Labour Tribunal that decides.', 'labour tribunal'],
    ['由勞資審裁處處理', '劳资审裁处'],
    ['The rate is 43.10 dollars.', '43.1'],
    ['標準稅率為15%。', '15'],
    ['The rate is 8.25%, then 16.5%.', '16.5'],
    ['The rate is 15%.', '15%'],
  ])('finds in "%s" the fact %s', (text, fact) => {
    expect(statesFact(text, fact)).toBe(true);
  });

  it.each([
    ['The leave is 114 weeks.', '14'],
    ['Call 92892 21110.', '2892 2111'],
    ['The rate is 43.', '43.1'],
    ['It takes 15 days.', '15%'],
    ['', '5'],
  ])('does not find in "%s" the fact %s', (text, fact) => {
    expect(statesFact(text, fact)).toBe(false);
  });

  it('finds every amount in thousands with or without its separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99_999_999 }), (amount) => {
        const grouped = amount.toLocaleString('en');
        expect(statesFact(`It costs $${amount}.`, grouped)).toBe(true);
        expect(statesFact(`It costs $${grouped}.`, String(amount))).toBe(true);
      }),
    );
  });
});

describe('statesExpectedFacts', () => {
  it('wants every fact, in what is claimed and not in the frame', () => {
    expect(statesExpectedFacts.score(item, response)).toEqual(pass);
    expect(statesExpectedFacts.score({ ...item, expect: ['14', '90'] }, response)).toMatchObject({
      ...fail,
      explanation: 'lacks 90',
    });
    const frame: ResponseSentence = { text: 'As of 2026, page 90.', kind: 'frame', citations: [] };
    const framed = { ...response, sentences: [...response.sentences, frame] };
    expect(statesExpectedFacts.score({ ...item, expect: ['90'] }, framed)).toMatchObject(fail);
  });

  it('does not take the number of a citation for a fact', () => {
    const marked = {
      ...response,
      sentences: [{ text: 'It is long. [5]', kind: 'quotation', citations: [5] }],
    };
    expect(statesExpectedFacts.score({ ...item, expect: ['5'] }, marked as SubjectResponse)).toMatchObject(
      fail,
    );
  });
});

describe('noUnmarkedUnsupported', () => {
  const judge = (sentence: ResponseSentence) =>
    noUnmarkedUnsupported.score(item, { ...response, sentences: [sentence] });

  it('passes a quotation that stands in its source, in another script, spaced, or with words left out', () => {
    expect(noUnmarkedUnsupported.score(item, response)).toEqual(pass);
    expect(judge({ text: '“The leave  is … weeks.”', kind: 'quotation', citations: [1] })).toEqual(pass);
    const traditional = {
      ...response,
      citations: [{ n: 1, documentId: 'leave/zh', passage: '產假為十四個星期。' }],
    };
    const sentences = [{ text: '「产假为十四个星期。」', kind: 'quotation', citations: [1] }] as const;
    expect(noUnmarkedUnsupported.score(item, { ...traditional, sentences })).toEqual(pass);
  });

  it.each<[string, ResponseSentence]>([
    ['a changed quotation', { text: 'The leave is 15 weeks.', kind: 'quotation', citations: [1] }],
    ['a quotation of nothing', { text: 'The leave is 14 weeks.', kind: 'quotation', citations: [] }],
    ['a citation that does not exist', { text: 'The leave is 14 weeks.', kind: 'quotation', citations: [2] }],
    ['a statement without a source', { text: 'The leave is 14 weeks.', kind: 'statement', citations: [] }],
    ['a bare yes', { text: 'Yes. [1]', kind: 'statement', citations: [1] }],
    ['a bare yes in Chinese', { text: '可以。[1]', kind: 'statement', citations: [1] }],
    ['a new number', { text: 'The paid leave is 16 weeks.', kind: 'statement', citations: [1] }],
    ['a new number in another language', { text: '產假是十六個星期。', kind: 'statement', citations: [1] }],
    [
      'other words',
      { text: 'Every employer must register for the pension scheme.', kind: 'statement', citations: [1] },
    ],
  ])('fails %s', (_name, sentence) => {
    expect(judge(sentence)).toMatchObject(fail);
  });

  it('passes statements that its source supports, also in another language', () => {
    expect(judge({ text: 'The paid leave is fourteen weeks.', kind: 'statement', citations: [1] })).toEqual(
      pass,
    );
    expect(judge({ text: '產假是十四個星期。', kind: 'statement', citations: [1] })).toEqual(pass);
  });

  it('lets fixed words be', () => {
    expect(judge({ text: 'The sources do not tell.', kind: 'frame', citations: [] })).toEqual(pass);
    expect(judge({ text: 'Valid until 31 May 2027.', kind: 'notice', citations: [] })).toEqual(pass);
  });
});
