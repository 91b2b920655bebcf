import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { otherPhrases } from './own-phrases.ts';

/** A text whose register is known. */
export interface LabelledText {
  readonly text: string;
  readonly cantonese: boolean;
  readonly source: string;
  /** Set aside: for thresholds and reports, not for the weights. */
  readonly aside: boolean;
}

const root = join(import.meta.dirname, '../..');

/** The sentences kept beside the repository; see docs/variety-detection.md. */
const corpus = join(root, '../shared/data/corpora/lid/labelled.jsonl');

/**
 * Sources whose licence lets weights be made from them and given away: HKCanCor (CC BY) and statutes. Of those
 * under CC BY-SA, what comes out might have to be under it too: they are only for trying. No sentence of any
 * other source is read here.
 */
const corpora: Readonly<Record<string, 'fit' | 'try'>> = {
  hkcancor: 'fit',
  basic_law: 'fit',
  prc_law: 'fit',
  drcd_wiki_tw: 'try',
  ud_gsd: 'try',
};

interface CorpusRow {
  readonly text: string;
  readonly label: string;
  readonly source: string;
  readonly split: string;
}

/** Every text the weights may be fitted to or tried on. */
export async function readLabelledTexts(): Promise<LabelledText[]> {
  const phrases = otherPhrases.map((text) => ({
    text,
    cantonese: false,
    source: 'own phrases',
    aside: false,
  }));
  return [...(await readCorpus()), ...(await readQuestions()), ...(await readCards()), ...phrases];
}

async function readCorpus(): Promise<LabelledText[]> {
  const rows = await readLines<CorpusRow>(corpus);
  return rows
    .filter(({ source, label }) => source in corpora && label !== 'en')
    .map(({ text, label, source, split }) => ({
      text,
      cantonese: label === 'yue',
      source: `${source} ${label}`,
      aside: split !== 'train' || corpora[source] === 'try',
    }));
}

interface QuestionRow {
  readonly card: string;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  readonly notAnswered?: Readonly<Record<string, readonly string[]>>;
}

/** Our own questions of the region's pack: the same matters asked in both registers. */
async function readQuestions(): Promise<LabelledText[]> {
  const folder = join(root, 'regions/hk/knowledge/questions');
  const found: LabelledText[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const [, ...cards] = await readLines<QuestionRow>(join(folder, name));
    for (const [at, { answers, notAnswered }] of cards.entries()) {
      for (const [variety, texts] of [
        ...Object.entries(answers ?? {}),
        ...Object.entries(notAnswered ?? {}),
      ]) {
        if (variety === 'en') continue;
        for (const text of texts) {
          // Whole cards are set aside: the questions of one are alike.
          found.push({
            text,
            cantonese: variety.startsWith('yue'),
            source: `own questions ${variety}`,
            aside: at % 5 === 0,
          });
        }
      }
    }
  }
  return found;
}

interface CardRow {
  readonly text: { readonly 'zh-Hant': { readonly title: string; readonly body: string } };
}

/** Our own fact cards: Standard Written Chinese that explains something. */
async function readCards(): Promise<LabelledText[]> {
  const folder = join(root, 'regions/hk/knowledge/cards');
  const found: LabelledText[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const [, ...cards] = await readLines<CardRow>(join(folder, name));
    for (const [at, { text }] of cards.entries()) {
      const { title, body } = text['zh-Hant'];
      found.push({
        text: `${title}\n${body}`,
        cantonese: false,
        source: 'own cards zh-Hant',
        aside: at % 5 === 0,
      });
    }
  }
  return found;
}

async function readLines<Row>(path: string): Promise<Row[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}
