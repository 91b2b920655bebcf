import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { detectVariety, findNumbers, isChinese, languageOf } from '../src/language/index.ts';
import { type FactCard, checkFactCard } from '../src/knowledge/index.ts';
import { type Region, loadRegion } from '../src/region/index.ts';

const folder = join(import.meta.dirname, '../regions/hk');
const today = '2026-11-23';

let region: Region;
let cards: FactCard[];
beforeAll(async () => {
  region = await loadRegion(folder, today);
  cards = region.cards.map(({ value }) => value);
});

/** What people live with, and how many cards tell of it at least. */
const coverage: Readonly<Record<string, number>> = {
  'basic-law': 20, building: 5, consumer: 10, courts: 10, culture: 6, digital: 4, discrimination: 6,
  'domestic-helpers': 8, emergency: 6, environment: 6, family: 10, geography: 4, government: 10, health: 20,
  helplines: 6, history: 6, housing: 10, identity: 12, labour: 30, 'language-policy': 2, mpf: 8,
  'open-government': 4, privacy: 8, scams: 6, schools: 10, 'security-law': 8, tax: 10, tenancy: 10,
  transport: 10, weather: 8, welfare: 10,
}; // prettier-ignore

describe('the fact cards', () => {
  it('are at least 200, each in English and in Traditional Chinese, fit to be quoted', () => {
    expect(cards.length).toBeGreaterThanOrEqual(200);
    expect(
      cards.flatMap((card) =>
        checkFactCard(card, ['en', 'zh-Hant']).map((problem) => ({ card: card.id, ...problem })),
      ),
    ).toEqual([]);
  });

  it('cover every part of life, none without a few cards', () => {
    const counts = new Map<string, number>();
    for (const { topic } of cards) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    expect(Array.from(counts.keys()).toSorted()).toEqual(Object.keys(coverage).toSorted());
    const thin = Object.entries(coverage).filter(([topic, least]) => (counts.get(topic) ?? 0) < least);
    expect(thin).toEqual([]);
  });

  it('have an id that begins with the topic, and lie in the file of the topic', () => {
    const astray = region.cards.filter(
      ({ value, file }) =>
        !value.id.startsWith(`${value.topic}-`) || file !== `knowledge/cards/${value.topic}.jsonl`,
    );
    expect(astray.map(({ value }) => value.id)).toEqual([]);
  });

  it('are known to hold on a day that has come, and are reviewed within two years', () => {
    const dated = cards.filter(
      ({ asOf, reviewBy }) => asOf > today || reviewBy <= asOf || reviewBy > '2028-11-30',
    );
    expect(dated.map(({ id }) => id)).toEqual([]);
    const impossible = cards.flatMap(({ id, facts }) =>
      facts
        .filter(({ validFrom = '', validTo = '9999' }) => validFrom > validTo)
        .map((fact) => `${id} ${fact.id}`),
    );
    expect(impossible).toEqual([]);
  });

  it('are written in the language they say', () => {
    const others = cards.flatMap(({ id, text }) =>
      Object.entries(text).flatMap(([language, { title, body }]) => {
        const found = detectVariety(`${title}\n${body}`).variety;
        // A list of names shows no variety.
        return found === language || found === 'und' ? [] : [`${id}/${language} reads as ${found}`];
      }),
    );
    expect(others).toEqual([]);
  });

  it('say every figure of their facts in both languages', () => {
    // Written as words, in another unit, or as the age just below.
    const wordedOtherwise = new Set([
      'consumer-plastic-bag-charge old-charge',
      'family-getting-married consent-below',
      'labour-summary-dismissal ground-count',
      'language-policy-biliteracy-and-trilingualism written',
      'language-policy-biliteracy-and-trilingualism spoken',
    ]);
    const missing = cards.flatMap(({ id, facts, text }) =>
      facts
        .filter(({ value, id: fact }) => typeof value === 'number' && !wordedOtherwise.has(`${id} ${fact}`))
        .flatMap(({ value, id: fact }) =>
          Object.entries(text)
            .filter(
              ([, { body }]) =>
                !findNumbers(body).some((found) => found.value.replace('%', '') === String(value)),
            )
            .map(([language]) => `${id}/${language} does not say ${fact}: ${String(value)}`),
        ),
    );
    expect(missing).toEqual([]);
  });

  it('name sources of the region’s own public bodies or of the law, and no search engine', () => {
    const hosts = new Set(cards.flatMap(({ sources }) => sources.map(({ url }) => new URL(url).hostname)));
    expect(Array.from(hosts).filter((host) => /google|bing|baidu|wikipedia|example/.test(host))).toEqual([]);
    expect(hosts.size).toBeGreaterThan(20);
  });
});

describe('the known questions', () => {
  it('are there for every card, in English and in Chinese, on both sides', () => {
    const byCard = new Map(region.questions.map((questions) => [questions.card, questions]));
    const without = cards.filter(({ id }) => {
      const languages = Object.keys(byCard.get(id)?.answers ?? {}).map((name) => languageOf(name as 'en'));
      return (
        !languages.includes('en') ||
        !Object.keys(byCard.get(id)?.answers ?? {}).some((name) => isChinese(name as 'en'))
      );
    });
    expect(without.map(({ id }) => id)).toEqual([]);
    expect(region.questions.filter(({ notAnswered }) => Object.keys(notAnswered).length === 0)).toEqual([]);
  });

  it('are never both answered and not answered by one card', () => {
    const torn = region.questions.flatMap(({ card, answers, notAnswered }) => {
      const known = new Set(Object.values(answers).flat());
      return Object.values(notAnswered)
        .flat()
        .filter((question) => known.has(question))
        .map((question) => `${card}: ${question}`);
    });
    expect(torn).toEqual([]);
  });

  it('hold no question of the development set of an exam', () => {
    const same = (text: string) => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
    const known = new Set(
      region.questions.flatMap(({ answers, notAnswered }) =>
        [answers, notAnswered].flatMap((group) => Object.values(group).flat().map(same)),
      ),
    );
    const exams = readdirSync(join(folder, 'benchmarks'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('dev.jsonl'),
    );
    const asked = exams.flatMap((name) =>
      readFileSync(join(folder, 'benchmarks', name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as { id?: string; question?: string })
        .filter(({ question }) => question !== undefined),
    );
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter(({ question = '' }) => known.has(same(question))).map(({ id }) => id)).toEqual([]);
  });
});

describe('the words of the pack', () => {
  it('are in every variety it answers in, and plainly in that variety', () => {
    for (const variety of region.varieties) {
      const messages = region.words.messages.get(variety)!;
      expect(region.interfaceWords.has(variety)).toBe(true);
      expect(detectVariety(`${messages.notFound}${messages.about}`).variety).toBe(variety);
    }
  });

  it('send people of every topic somewhere', () => {
    const general = region.words.channels.filter(({ topics }) => topics.length === 0);
    expect(general).toHaveLength(1);
    for (const { name } of region.words.channels) {
      for (const variety of region.varieties) {
        const near = Object.keys(name).some((own) => isChinese(own as 'en') === isChinese(variety));
        expect(near, `${JSON.stringify(name)} lacks ${variety}`).toBe(true);
      }
    }
  });

  it('bring the vectors of all their questions and cards', () => {
    expect(region.vectors.questions).toBeDefined();
    expect(region.vectors.passages).toBeDefined();
  });
});
