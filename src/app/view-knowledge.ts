import { inputError } from '../base/index.ts';
import type { DocumentRecord, Passage } from '../knowledge/index.ts';
import { admitText } from './admit-text.ts';
import { isPrivate, parseWritableCollection, regionCollection } from './collections.ts';
import { describePlace } from './describe-place.ts';
import type { Workspace } from './workspace.ts';

/** Every collection but the private ones; the region pack's own first, even when it is empty. */
export async function sharedCollections({ store }: Workspace): Promise<string[]> {
  const { collections } = await store.status();
  const others = collections.map(({ name }) => name).filter((name) => name !== regionCollection);
  return [regionCollection, ...others.filter((name) => !isPrivate(name))];
}

/**
 * The stored documents, by collection and id.
 *
 * @param collections @default every collection that is not private
 */
export async function listDocuments(
  workspace: Workspace,
  collections?: readonly string[],
): Promise<DocumentRecord[]> {
  return workspace.store.listDocuments({ collections: collections ?? (await sharedCollections(workspace)) });
}

/** Which documents to remove. */
export interface RemoveRequest {
  readonly collection: string;
  readonly documentIds: readonly string[];
}

/**
 * Removes documents, all or, when one is not stored, none; tells how many.
 *
 * @throws `knowledge.not-found`; `knowledge.region-read-only`; `store.locked`
 */
export async function removeDocuments(
  { store }: Workspace,
  { collection, documentIds }: RemoveRequest,
): Promise<number> {
  const from = parseWritableCollection(collection);
  const ids = Array.from(new Set(documentIds));
  const found = await Promise.all(ids.map((id) => store.getDocument(from, id)));
  const missing = ids.filter((_, at) => found[at] === undefined);
  if (missing.length > 0) throw notFound(from, missing);
  return ids.length === 0 ? 0 : store.removeDocuments(from, ids);
}

/** Names a passage. */
export interface PassageKey {
  readonly collection: string;
  readonly passageId: string;
}

/** A passage in its document. */
export interface PassageView {
  /** `place` is where it stands, in words of its own language. */
  readonly passage: Passage & { readonly place: string };
  readonly document: DocumentRecord;
  /** Text of the passage before it. */
  readonly previous?: string;
  /** Text of the passage after it. */
  readonly next?: string;
}

/**
 * A passage with its document and its neighbours; undefined when it is not stored or governance
 * withholds it.
 */
export async function viewPassage(
  workspace: Workspace,
  { collection, passageId }: PassageKey,
): Promise<PassageView | undefined> {
  const { store, region } = workspace;
  const found = await store.getPassage(collection, passageId);
  const document = found && (await store.getDocument(collection, found.documentId));
  if (found === undefined || document === undefined) return undefined;
  const { documentId, ordinal, locator, variety, keywords } = found;
  const text = await admitText(workspace, found);
  if (text === '') return undefined;
  const neighbour = async (at: number) => {
    const beside = await store.getPassage(collection, `${documentId}#${at}`);
    return beside === undefined ? '' : admitText(workspace, beside);
  };
  const previous = ordinal === 0 ? '' : await neighbour(ordinal - 1);
  const next = await neighbour(ordinal + 1);
  const passage = { passageId, documentId, collection, ordinal, text, locator, variety };
  return {
    passage: {
      ...passage,
      ...(keywords !== undefined && { keywords }),
      place: describePlace(region, locator, text),
    },
    document,
    ...(previous !== '' && { previous }),
    ...(next !== '' && { next }),
  };
}

/** How much knowledge there is. */
export interface KnowledgeStatus {
  readonly documents: number;
  readonly passages: number;
  /** Passages with a vector of the embedding model in use. */
  readonly embedded: number;
  /** Id of the embedding model in use, or null. */
  readonly embeddingModel: string | null;
  /** Private collections count above, but their names are keys and are not told. */
  readonly collections: readonly { readonly name: string; readonly documents: number }[];
}

/** Counts what is stored. */
export async function knowledgeStatus({ store, gather }: Workspace): Promise<KnowledgeStatus> {
  const model = gather.embedding();
  const { documents, passages, embedded, collections } = await store.status(model?.id);
  return {
    documents,
    passages,
    embedded,
    embeddingModel: model?.id ?? null,
    collections: collections.filter(({ name }) => !isPrivate(name)),
  };
}

function notFound(collection: string, ids: readonly string[]) {
  const shown = ids.slice(0, 5).map((id) => `"${id}"`);
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
  return inputError({
    code: 'knowledge.not-found',
    message: `The collection "${collection}" has no document ${shown.join(', ')}${more}. Nothing was removed.`,
    cure: 'See `lionrock knowledge list` for the ids.',
    data: { collection, count: ids.length },
  });
}
