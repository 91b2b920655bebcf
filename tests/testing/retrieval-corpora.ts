import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedDocument } from '../../src/knowledge/index.ts';
import type { Corpus } from './measure-corpus.ts';

/** Real documents that are not part of this project. */
export const corpora = join('..', 'shared', 'data', 'corpora');

/** The official labour guides in pieces, with questions whose guide is known. */
export async function readLabour(): Promise<Corpus> {
  const folder = join(corpora, 'hk_labour');
  const chunks = await readRecords<{ chunk_id: string; source_id: string; title: string; text: string }>(
    join(folder, 'chunks_en.jsonl'),
  );
  const { questions } = JSON.parse(await readFile(join(folder, 'gold_retrieval_questions.json'), 'utf8')) as {
    questions: { question: string; relevant_sources: string[] }[];
  };
  return {
    documents: chunks.map(({ chunk_id: id, title, text }) => paragraph({ id, title, text })),
    sets: [
      {
        name: 'labour questions',
        items: questions.map(({ question, relevant_sources: sources }, at) => ({
          id: String(at + 1),
          query: question,
          gold: chunks.filter((chunk) => sources.includes(chunk.source_id)).map((chunk) => chunk.chunk_id),
        })),
      },
    ],
    k: 3,
    labelSource: 'guides named by the authors of the questions; any piece of the guide is right',
  };
}

/** The Basic Law in English and Traditional Chinese, with questions whose articles are known. */
export async function readBasicLaw(split: 'dev' | 'test'): Promise<Corpus> {
  const articles = await readRecords<{
    id: string;
    instrument: string;
    article: number;
    lang: string;
    text: string;
  }>(join(corpora, 'basic_law_trilingual', 'articles.jsonl'));
  const chosen = articles.filter(({ instrument, lang }) => instrument === 'basic_law' && lang !== 'zh-Hans');
  return {
    documents: chosen.map(({ id, article, lang, text }) =>
      paragraph({
        id,
        title: lang === 'en' ? `Basic Law, Article ${article}` : `基本法第${article}條`,
        text,
        group: `article-${article}`,
      }),
    ),
    sets: [
      { name: 'Basic Law, hard questions', items: await readArticleQuestions(`${split}.jsonl`) },
      { name: 'Basic Law, natural questions', items: await readArticleQuestions(`natural.${split}.jsonl`) },
    ],
    k: 5,
    labelSource: 'articles named by the authors of the questions',
  };
}

async function readArticleQuestions(file: string) {
  const path = join('regions', 'hk', 'benchmarks', 'basic-law-retrieval', file);
  const records = await readRecords<{ id: string; question: string; articles?: number[] }>(path);
  return records.slice(1).map(({ id, question, articles = [] }) => ({
    id,
    query: question,
    gold: articles.flatMap((article) => [`basic_law-${article}-en`, `basic_law-${article}-zh-Hant`]),
  }));
}

/** Legal questions of the public, each with its answer as the one right document. */
export async function readLegalQuestions(): Promise<Corpus> {
  const rows = await readRecords<{ id: string; question: string; answer: string; topic: string }>(
    join(corpora, 'clic_qa_en', 'dev.jsonl'),
  );
  return {
    // The question is not part of the document: it would be found by its own words.
    documents: rows.map(({ id, answer, topic }) => paragraph({ id, title: topic, text: answer })),
    sets: [
      {
        name: 'legal questions',
        items: rows.map(({ id, question }) => ({ id, query: question, gold: [id] })),
      },
    ],
    k: 5,
    labelSource: 'the answer that stands below the question in the source',
  };
}

function paragraph(piece: { id: string; title: string; text: string; group?: string }): ParsedDocument {
  return {
    documentId: piece.id,
    mediaType: 'text/plain',
    source: piece.id,
    metadata: { title: piece.title, ...(piece.group !== undefined && { group: piece.group }) },
    blocks: [{ kind: 'paragraph', text: piece.text }],
  };
}

async function readRecords<Value>(path: string): Promise<Value[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as Value);
}
