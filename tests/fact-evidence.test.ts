import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, describe, expect, it } from 'vitest';
import { decodeText } from '../src/knowledge/decode-text.ts';
import { type FactCard, factCardSchema } from '../src/knowledge/index.ts';
import { splitSentences } from '../src/language/index.ts';

// Where each checked fact stands in a source. The sources lie beside the repository and never in it.
const root = join(import.meta.dirname, '..');
const evidenceFolder = join(root, 'tests/data/fact-evidence');
const cardFolder = join(root, 'regions/hk/knowledge/cards');
const corpora = join(root, '../shared/data/corpora');

interface Evidence {
  readonly card: string;
  readonly fact: string;
  readonly file: string;
  readonly needle: string;
}

function readRecords(folder: string): unknown[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

const evidence = readRecords(evidenceFolder) as Evidence[];
const cards: FactCard[] = readRecords(cardFolder)
  .filter((record) => typeof record === 'object' && record !== null && !('kind' in record))
  .map((record) => factCardSchema.parse(record));

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

async function readText(file: string): Promise<string> {
  const pieces: string[] = [];
  const path = join(corpora, file);
  for await (const piece of decodeText(createReadStream(path), { name: path })) pieces.push(piece);
  return pieces.join('');
}

function skipWithoutCorpora(context: TestContext): void {
  if (!existsSync(corpora)) context.skip('no sources at ../shared/data/corpora');
}

describe('the evidence of checked facts', () => {
  it('names the place of every fact that claims to be checked', () => {
    const known = new Set(evidence.map(({ card, fact }) => `${card} ${fact}`));
    const claimed = cards.flatMap((card) =>
      card.facts
        .filter(({ verified }) => verified === 'checked-against-source')
        .map(({ id }) => `${card.id} ${id}`),
    );
    expect(claimed.length).toBeGreaterThan(1000);
    expect(claimed.filter((fact) => !known.has(fact))).toEqual([]);
  });

  it('belongs to facts that there are, each row once, and long enough to prove anything', () => {
    const facts = new Set(cards.flatMap((card) => card.facts.map(({ id }) => `${card.id} ${id}`)));
    expect(evidence.filter(({ card, fact }) => !facts.has(`${card} ${fact}`))).toEqual([]);
    expect(evidence.filter(({ needle }) => bare(needle).length < 5)).toEqual([]);
    const rows = evidence.map((row) => JSON.stringify(row));
    expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([]);
  });

  it('stands in the sources, word for word', async (context) => {
    skipWithoutCorpora(context);
    const missing: Evidence[] = [];
    for (const file of new Set(evidence.map((row) => row.file))) {
      const text = bare(await readText(file));
      missing.push(...evidence.filter((row) => row.file === file && !text.includes(bare(row.needle))));
    }
    expect(missing).toEqual([]);
  });
});

/** A sentence of a card without white space, with the card it is from. */
interface CardSentence {
  readonly card: string;
  readonly text: string;
}

/** A sentence shorter than this may meet a source by chance, in characters without white space. */
const leastChinese = 40;
const leastEnglish = 100;

function cardSentences(): CardSentence[] {
  return cards.flatMap((card) =>
    Object.entries(card.text).flatMap(([language, { body }]) =>
      splitSentences(body)
        .filter(({ text }) => {
          // The title of a law can only be written as it is.
          const own = text.replace(
            /《[^》]*》(?:（第[^）]*章）)?|[A-Z]\S*(?: \S+){0,8} Ordinance(?: \(Cap\. \w+\))?/gu,
            '',
          );
          return language === 'en' ? own.length >= leastEnglish : bare(own).length >= leastChinese;
        })
        .map(({ text }) => ({ card: `${card.id}/${language}`, text: bare(text) })),
    ),
  );
}

const keyLength = 16;

/** Looks every sentence up at every place of a text, by its first characters. */
function findCopies(text: string, byStart: ReadonlyMap<string, readonly CardSentence[]>): CardSentence[] {
  const copies: CardSentence[] = [];
  const starts = new Set(Array.from(byStart.keys(), (key) => key.charCodeAt(0) * 65_536 + key.charCodeAt(1)));
  for (let at = 0; at + keyLength <= text.length; at += 1) {
    if (!starts.has(text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1))) continue;
    const sentences = byStart.get(text.slice(at, at + keyLength));
    if (sentences === undefined) continue;
    copies.push(...sentences.filter((sentence) => text.startsWith(sentence.text, at)));
  }
  return copies;
}

/** The text of a source as a reader sees it: without escapes of JSON and without tags. */
function plain(text: string): string {
  return bare(
    text
      .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\[nrt]/g, ' ')
      .replace(/\\(["/])/g, '$1')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  );
}

describe('the sentences of the cards', () => {
  it('would be found in a source through line breaks, escapes and tags', () => {
    const sentence = cardSentences()[0]!;
    const byStart = new Map([[sentence.text.slice(0, keyLength), [sentence]]]);
    const [left, right] = [sentence.text.slice(0, 20), sentence.text.slice(20)];
    for (const source of [`x${left}\n ${right}y`, `"${left}\\n${right}"`, `<p>${left}<b>${right}</b></p>`]) {
      expect(findCopies(plain(source), byStart)).toEqual([sentence]);
    }
    expect(findCopies(plain(`${left}x${right}`), byStart)).toEqual([]);
  });

  it('are our own: none is copied from a source', async (context) => {
    skipWithoutCorpora(context);
    const sentences = cardSentences();
    expect(sentences.length).toBeGreaterThan(1000);
    const byStart = new Map<string, CardSentence[]>();
    for (const sentence of sentences) {
      const start = sentence.text.slice(0, keyLength);
      byStart.set(start, [...(byStart.get(start) ?? []), sentence]);
    }
    const copies: string[] = [];
    for (const file of readdirSync(corpora, { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!/\.(?:txt|md|jsonl?|csv|html|xml)$/.test(file)) continue;
      for (const { card, text } of findCopies(plain(await readText(file)), byStart)) {
        copies.push(`${card}: "${text}" stands in ${file}`);
      }
    }
    expect(copies).toEqual([]);
  });
});
