import type { PullOutcome, addKnowledge, knowledgeStatus, listDocuments } from '../app/index.ts';
import { reportError } from '../base/index.ts';
import { formatBytes, formatTable } from './print-table.ts';

type Outcome = ReturnType<typeof addKnowledge> extends AsyncGenerator<infer Each> ? Each : never;

/** What became of one document, for machines. */
export function ingestRecord(outcome: Outcome): object {
  if (!('error' in outcome)) return outcome;
  const { code, message } = reportError(outcome.error);
  return { ...outcome, error: { code, message } };
}

/** What became of one document, for people. */
export function formatIngestOutcome(outcome: Outcome): string {
  const { source } = outcome;
  const head = outcome.outcome.padEnd(9);
  if ('error' in outcome) return `${head}  ${source}: ${reportError(outcome.error).message}`;
  return `${head}  ${outcome.documentId}  “${outcome.title}”, ${count(outcome.passages, 'passage')}  (${source})`;
}

/** What became of one official source, for people. */
export function formatPullOutcome(outcome: PullOutcome): string {
  const { source, bytes, error } = outcome;
  if (outcome.outcome === 'failed') return `failed     ${source}: ${error?.message ?? ''}`;
  const counts = (['added', 'replaced', 'unchanged', 'removed', 'doubtful', 'failed'] as const)
    .filter((name) => outcome[name] > 0)
    .map((name) => `${outcome[name]} ${name}`);
  const head = `pulled     ${source}: ${counts.length === 0 ? 'nothing' : counts.join(', ')}, ${formatBytes(bytes)}`;
  return error === undefined ? head : `${head}\n           ${error.message}`;
}

/** The documents, one a line, for people. */
export function formatDocuments(documents: Awaited<ReturnType<typeof listDocuments>>): string {
  if (documents.length === 0) return 'No documents.';
  const rows = documents.map(({ collection, documentId, passageCount, asOf, title }) => [
    collection,
    documentId,
    String(passageCount),
    asOf ?? '',
    title,
  ]);
  return formatTable([['COLLECTION', 'ID', 'PASSAGES', 'AS OF', 'TITLE'], ...rows]);
}

/** How much there is, for people. */
export function formatStatus(status: Awaited<ReturnType<typeof knowledgeStatus>>): string {
  const { documents, passages, embedded, embeddingModel, collections } = status;
  const vectors =
    embeddingModel === null
      ? 'no embedding model: search works by words only'
      : `${embedded} of ${passages} passages have vectors of ${embeddingModel}`;
  return [
    `${count(documents, 'document')}, ${count(passages, 'passage')}; ${vectors}`,
    ...collections.map((each) => `  ${each.name}: ${count(each.documents, 'document')}`),
  ].join('\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
