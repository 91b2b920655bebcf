import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '../base/index.ts';
import { type ParsedDocument, factCardDocuments, ingest } from '../knowledge/index.ts';
import { regionCollection } from './collections.ts';
import type { Workspace } from './workspace.ts';

/**
 * Brings the pack's cards into the store, if the pack has changed since the last time: new ones are
 * added, changed ones replaced, and those that are gone removed.
 */
export async function syncRegionKnowledge(workspace: Workspace, markPath: string): Promise<void> {
  const { region, store, segmenter, clock } = workspace;
  const mark = JSON.stringify({ region: region.id, hash: region.hash });
  if ((await readMark(markPath)) === mark) return;
  const documents = region.cards.flatMap(({ value, file }) => factCardDocuments(value, file));
  for await (const _ of ingest(toStream(documents), {
    store,
    segmenter,
    collection: regionCollection,
    clock,
  })) {
    // The pack has been checked: what became of each document is of no interest here.
  }
  const wanted = new Set(documents.map((document) => document.documentId));
  const stored = await store.listDocuments({ collections: [regionCollection] });
  const gone = stored.map((record) => record.documentId).filter((id) => !wanted.has(id));
  await store.removeDocuments(regionCollection, gone);
  await writeFileAtomically(markPath, mark);
}

async function readMark(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function* toStream(documents: readonly ParsedDocument[]): AsyncGenerator<ParsedDocument> {
  yield* documents;
}
