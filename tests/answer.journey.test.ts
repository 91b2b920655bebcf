import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AskRequest,
  addKnowledge,
  askOnce,
  loadConfig,
  openWorkspace,
  type Workspace,
} from '../src/app/index.ts';
import { isVerbatim } from '../src/governance/index.ts';
import { detectVariety, type ReplyVariety } from '../src/language/index.ts';

type Answer = Awaited<ReturnType<typeof askOnce>>;

/** What is asked in one region. */
interface Journeys {
  /** A question in each variety, the card that answers it, and words that must be quoted. */
  readonly questions: Readonly<Partial<Record<ReplyVariety, readonly [string, string, string]>>>;
  /** Near to the region's knowledge, but not answered by it; and the official place that is named. */
  readonly unknown: readonly [string, string];
  readonly greetings: Readonly<Partial<Record<ReplyVariety, string>>>;
  /** Words of someone in need, the variety, and the help that is named first. */
  readonly crisis: readonly [string, string];
  /** A question, one that continues it, the card, and words that must be quoted. */
  readonly followUp: readonly [string, string, string, string];
  /** A question for what changes by the hour. */
  readonly live: string;
}

const regions: Readonly<Record<string, Journeys>> = {
  example: {
    questions: {
      en: ['What is the minimum wage?', 'work-minimum-wage', '12 amber pounds'],
      'zh-Hans': ['鸥岛渡轮单程票价多少？', 'harbour-ferry-fares', '3.60琥珀镑'],
    },
    unknown: ['Are dogs allowed on the Gull Island ferry?', 'https://example.org/port-amber/'],
    greetings: { en: 'Good morning!', 'zh-Hans': '你好！' },
    crisis: ['I want to die. What is the number of the Listening Line?', '555 0116'],
    followUp: [
      'What does it cost to replace a lost residence card?',
      'And if it was stolen?',
      'residence-lost-card',
      'free of charge',
    ],
    live: 'Is the ferry running right now?',
  },
  hk: {
    questions: {
      en: ['How many weeks of maternity leave can an employee take?', 'labour-maternity-leave', '14 weeks'],
      'zh-Hant': ['法定疾病津貼怎樣計算？', 'labour-sickness-allowance', '4/5'],
      'zh-Hans': ['薪俸税的基本免税额是多少？', 'tax-allowances', '132,000'],
      'yue-Hant': ['急症室收幾多錢㗎？', 'health-ae-triage-and-charges', '400元'],
    },
    unknown: ['How much does it cost to replace a lost identity card?', 'https://www.immd.gov.hk'],
    greetings: { en: 'Hello!', 'zh-Hant': '謝謝！', 'yue-Hant': '唔該晒！' },
    crisis: ['I want to die. Which suicide crisis helplines are there?', '18111'],
    followUp: [
      'How many weeks of maternity leave can an employee take?',
      'And how much is it paid?',
      'labour-maternity-leave',
      '4/5',
    ],
    live: 'What is the weather today?',
  },
};

const folder = await mkdtemp(join(tmpdir(), 'lionrock-answer-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Front matter and text of a document of one's own, in a file of the region's folder. */
async function writeDocument(name: string, facts: Readonly<Record<string, string>>, text: string) {
  const path = join(folder, name);
  const head = Object.entries(facts).map(([key, value]) => `${key}: ${value}`);
  await writeFile(path, ['---', ...head, '---', '', text, ''].join('\n'));
  return path;
}

describe.each(Object.entries(regions))('asking in the region %s', (region, journeys) => {
  let workspace: Workspace;
  const ask = (text: string, request: Partial<AskRequest> = {}) => askOnce(workspace, { text, ...request });
  const add = async (collection: string, ...sources: string[]) => {
    const outcomes = [];
    for await (const outcome of addKnowledge(workspace, { sources, collection })) outcomes.push(outcome);
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  };

  beforeAll(async () => {
    const home = join(folder, region);
    const config = await loadConfig({
      options: { home, region, chatModel: 'none', embeddingModel: 'none', models: join(home, 'models') },
      environment: {},
      defaultRegion: region,
    });
    workspace = await openWorkspace(config, { clock: () => new Date('2026-11-23T12:00:00Z') });
  });
  afterAll(() => workspace.close());

  const cards = ({ citations }: Answer) => citations.map(({ documentId }) => documentId.split('/')[0]);
  const quotations = ({ sentences }: Answer) =>
    sentences.filter(({ kind }) => kind === 'quotation').map(({ text }) => text);
  const ownWords = ({ sentences }: Answer) =>
    sentences.filter(({ kind }) => kind === 'frame' || kind === 'notice').map(({ text }) => text);

  /** Every quotation stands in the passage it cites, and every number in the text is that of a citation. */
  async function expectHonest(answer: Answer) {
    const numbers = new Set(answer.citations.map(({ n }) => n));
    for (const { text, kind, citations } of answer.sentences) {
      expect(Array.from(text.matchAll(/\[(\d+)\]/g), ([, n]) => Number(n))).toEqual(citations);
      expect(citations.filter((n) => !numbers.has(n))).toEqual([]);
      expect(citations.length).toBe(kind === 'quotation' ? 1 : 0);
    }
    for (const { collection, passageId, quote, spans, n } of answer.citations) {
      const passage = await workspace.store.getPassage(collection, passageId);
      const source = passage?.text ?? '';
      expect(spans.map(({ start, end }) => source.slice(start, end)).join(' … ')).toBe(quote);
      const said = quotations(answer).filter((text) => text.includes(`[${n}]`));
      const bare = said.map((text) => text.replace(/\s*\[\d+\]$/, '').slice(1, -1));
      expect(bare.length).toBe(spans.length);
      expect(bare.filter((text) => !isVerbatim(text, source))).toEqual([]);
    }
  }

  it.each(Object.entries(journeys.questions))(
    'answers in %s from the right source, in its words',
    async (variety, [question, card, words]) => {
      const answer = await ask(question);
      expect(answer).toMatchObject({ outcome: 'answered', mode: 'extractive', variety, model: null });
      expect(cards(answer)).toContain(card);
      expect(quotations(answer).join(' ')).toContain(words);
      expect(detectVariety(ownWords(answer).join('\n')).variety).toBe(variety);
      await expectHonest(answer);
    },
  );

  it('shows how the answer came about, without the words of the question', async () => {
    const question = journeys.questions.en?.[0] ?? '';
    const { trace } = await ask(question);
    expect(trace.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        'detect-variety',
        'govern-input',
        'classify-intent',
        'retrieve',
        'judge',
        'draft',
      ]),
    );
    const shown = JSON.stringify(trace).toLowerCase();
    const words = Array.from(question.toLowerCase().matchAll(/[a-z]{4,}/g), ([word]) => word);
    expect(words.length).toBeGreaterThan(1);
    expect(words.filter((word) => shown.includes(word))).toEqual([]);
  });

  it('says that its sources do not tell, what is near, and whom to ask', async () => {
    const [question, place] = journeys.unknown;
    const answer = await ask(question);
    expect(answer).toMatchObject({ outcome: 'not-found', citations: [] });
    expect(quotations(answer)).toEqual([]);
    expect(answer.nearest.length).toBeGreaterThan(0);
    expect(answer.text).toContain(answer.nearest[0]?.title);
    expect(answer.text).toContain(place);
  });

  it('names no source for what lies outside of everything it knows', async () => {
    const answer = await ask('How do I bake sourdough bread with rye flour?');
    expect(answer).toMatchObject({ outcome: 'not-found', citations: [] });
    const general = workspace.region.words.channels.find(({ topics }) => topics.length === 0);
    expect(answer.text).toContain(general?.url);
  });

  it('has no live data, and says so', async () => {
    expect(await ask(journeys.live)).toMatchObject({ outcome: 'needs-live-data', citations: [] });
  });

  it.each(Object.entries(journeys.greetings))(
    'greets in %s without any source',
    async (variety, greeting) => {
      const answer = await ask(greeting);
      expect(answer).toMatchObject({ outcome: 'small-talk', variety, citations: [], nearest: [] });
      expect(answer.text).not.toBe('');
    },
  );

  it('offers help first to someone in need, and answers all the same', async () => {
    const [question, help] = journeys.crisis;
    const answer = await ask(question);
    expect(answer.sentences[0]).toMatchObject({ kind: 'notice' });
    expect(answer.sentences[0]?.text).toContain(help);
    expect(answer.text.startsWith(`${answer.sentences[0]?.text}\n`)).toBe(true);
    expect(answer.outcome).toBe('answered');
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(answer.decisions[0]).toMatchObject({ stage: 'input', action: 'allow-with-support' });
  });

  it('understands a question that continues another, from history or from memory', async () => {
    const [question, next, card, words] = journeys.followUp;
    const fromHistory = await ask(next, { history: [{ question }] });
    expect(cards(fromHistory)).toContain(card);
    expect(quotations(fromHistory).join(' ')).toContain(words);
    await ask(question, { sessionId: 'one' });
    expect(cards(await ask(next, { sessionId: 'one' }))).toContain(card);
    // Another conversation knows nothing of it.
    const stranger = await ask(next, { sessionId: 'two' });
    expect(stranger.trace.find(({ step }) => step === 'classify-intent')?.detail).toMatchObject({
      followUp: false,
    });
  });

  it('cites a document of one’s own, in the collections that are searched only', async () => {
    const title = 'Quokka Sailing Club: boathouse';
    const text =
      'The boathouse of the Quokka Sailing Club on Heron Street opens at 07:45. Members of the Quokka Sailing Club pay 33 shells for a locker.';
    await add('club', await writeDocument(`${region}-club.md`, { title }, text));
    const question = 'When does the boathouse of the Quokka Sailing Club open?';
    for (const request of [{}, { collections: ['club'] }]) {
      const answer = await ask(question, request);
      expect(answer).toMatchObject({ outcome: 'answered', variety: 'en' });
      expect(answer.citations).toMatchObject([{ n: 1, title, collection: 'club' }]);
      expect(quotations(answer)[0]).toContain('opens at 07:45.');
      await expectHonest(answer);
    }
    const elsewhere = await ask(question, { collections: ['region'] });
    expect(elsewhere.outcome).toBe('not-found');
    expect(elsewhere.nearest.filter(({ collection }) => collection !== 'region')).toEqual([]);
  });

  it('searches a private collection for its owner alone', async () => {
    const text =
      'The Wombat Archive lends its violet lamp for 19 shells a week. The archive is in Fern Lane.';
    await add('private:me', await writeDocument(`${region}-own.md`, { title: 'Wombat Archive lamp' }, text));
    const question = 'What does the Wombat Archive want for its violet lamp?';
    expect((await ask(question)).citations).toEqual([]);
    expect((await ask(question, { collections: ['private:me'] })).text).toContain('19 shells');
  });

  it('lets the newer of two versions win, and names the older', async () => {
    const write = (year: number, price: number) =>
      writeDocument(
        `${region}-fees-${year}.md`,
        { title: `Numbat Pool fees ${year}`, asOf: `${year}-01-01` },
        `A day ticket for the Numbat Pool costs ${price} shells. Children swim in the Numbat Pool with an adult.`,
      );
    await add('pool', await write(2026, 46), await write(2024, 41));
    const answer = await ask('How much is a day ticket for the Numbat Pool?');
    expect(answer.outcome).toBe('answered');
    expect(quotations(answer).join(' ')).toContain('46 shells');
    expect(quotations(answer).join(' ')).not.toContain('41 shells');
    expect(answer.citations.map(({ title }) => title)).toEqual(['Numbat Pool fees 2026']);
    const notices = answer.sentences.filter(({ kind }) => kind === 'notice').map(({ text }) => text);
    expect(notices.join(' ')).toContain('Numbat Pool fees 2024');
  });

  it('says of a document that no longer holds until when it did', async () => {
    const facts = { title: 'Bilby Fair 2025', validFrom: '2025-01-01', validTo: '2025-06-30' };
    const text = 'The Bilby Fair gives 27 shells to every juggler. The Bilby Fair is held on Plum Square.';
    await add('fair', await writeDocument(`${region}-fair.md`, facts, text));
    const answer = await ask('How many shells does the Bilby Fair give to a juggler?', {
      collections: ['fair'],
    });
    expect(answer.outcome).toBe('answered');
    expect(answer.text).toContain('2025-06-30');
  });

  it('quotes to a Simplified reader in their script, says so, and keeps the original', async () => {
    const text = '袋熊圖書館的閱覽證每張收費58貝殼。袋熊圖書館的閱覽證有效期為兩年，逾期須補領。';
    await add('library', await writeDocument(`${region}-library.md`, { title: '袋熊圖書館閱覽證' }, text));
    const answer = await ask('袋熊图书馆的阅览证收费多少？');
    expect(answer).toMatchObject({ outcome: 'answered', variety: 'zh-Hans' });
    expect(quotations(answer).join('')).toContain('袋熊图书馆的阅览证每张收费58贝壳。');
    const [citation] = answer.citations;
    expect(citation).toMatchObject({ converted: true, title: '袋熊圖書館閱覽證' });
    expect(citation?.quote).toContain('袋熊圖書館的閱覽證每張收費58貝殼。');
    expect(answer.text).toContain(workspace.region.words.messages.get('zh-Hans')?.converted);
    await expectHonest(answer);
  });
});
