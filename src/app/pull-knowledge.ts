import { type ErrorReport, type Fetch, type ReportProgress, inputError, reportError, toLionrockError } from '../base/index.ts'; // prettier-ignore
import type { IngestOutcome, ManifestSource } from '../knowledge/index.ts';
import { officialCollection } from './collections.ts';
import { embedKnowledge } from './embed-knowledge.ts';
import { pullSource } from './pull-source.ts';
import type { Workspace } from './workspace.ts';

/** Which official sources to pull. */
export interface PullKnowledgeRequest {
  /** Ids of the manifest. @default those that are pulled by default */
  readonly ids?: readonly string[];
  readonly report?: ReportProgress;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
}

/** What became of one source. The counts are of documents. */
export interface PullOutcome {
  /** Id in the manifest. */
  readonly source: string;
  /** `failed` when it did not come to its end or nothing of it was stored; the counts tell what was. */
  readonly outcome: 'pulled' | 'failed';
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly doubtful: number;
  /** Documents removed because the source no longer has them. */
  readonly removed: number;
  /** Bytes fetched. */
  readonly bytes: number;
  /** The first thing that went wrong. */
  readonly error?: ErrorReport;
}

/**
 * Fetches the region's official sources into the collection of their own: one outcome for each, in
 * order; a source that fails does not stop the others. Interrupted, a second call goes on.
 *
 * @throws `knowledge.unknown-source`; `store.locked`; `disk.full`
 */
export async function* pullKnowledge(
  workspace: Workspace,
  request: PullKnowledgeRequest = {},
): AsyncGenerator<PullOutcome, void, undefined> {
  const { report, signal } = request;
  for (const source of chooseSources(workspace.region.manifest.sources, request.ids)) {
    signal?.throwIfAborted();
    yield await pullOne(workspace, source, request);
  }
  await embedKnowledge(workspace, {
    ...(report !== undefined && { report }),
    ...(signal !== undefined && { signal }),
  });
}

function chooseSources(
  sources: readonly ManifestSource[],
  ids: readonly string[] | undefined,
): readonly ManifestSource[] {
  if (ids === undefined) return sources.filter((source) => source.default);
  return Array.from(new Set(ids), (id) => {
    const found = sources.find((source) => source.id === id);
    if (found === undefined) throw unknownSource(id, sources);
    return found;
  });
}

async function pullOne(
  workspace: Workspace,
  source: ManifestSource,
  { report, fetch, signal }: PullKnowledgeRequest,
): Promise<PullOutcome> {
  const tally = new Tally();
  const options = {
    onBytes: (bytes: number) => (tally.bytes += bytes),
    ...(report !== undefined && { report }),
    ...(fetch !== undefined && { fetch }),
    ...(signal !== undefined && { signal }),
  };
  try {
    for await (const outcome of pullSource(workspace, source, options)) tally.add(outcome);
    // A feed shows only its newest items; anything else is the whole of what holds.
    if (tally.counts.failed === 0 && source.format !== 'rss')
      tally.removed = await removeGone(workspace, source, tally.ids);
  } catch (error) {
    signal?.throwIfAborted();
    const known = toLionrockError(error);
    // A full disk or a locked store would fail every other source too.
    if (known.category === 'setup') throw known;
    tally.fail(known);
    tally.broken = true;
  }
  return tally.outcome(source.id);
}

class Tally {
  readonly counts = { added: 0, replaced: 0, unchanged: 0, failed: 0, doubtful: 0 };
  readonly ids = new Set<string>();
  bytes = 0;
  removed = 0;
  /** True when the source did not come to its end. */
  broken = false;
  #error: ErrorReport | undefined;

  add(outcome: IngestOutcome): void {
    this.counts[outcome.outcome] += 1;
    if ('error' in outcome) this.fail(outcome.error);
    else this.ids.add(outcome.documentId);
  }

  fail(error: unknown): void {
    const { code, message } = reportError(error);
    this.#error ??= { code, message };
  }

  outcome(source: string): PullOutcome {
    const { counts, bytes, removed } = this;
    const outcome = this.broken || this.ids.size === 0 ? 'failed' : 'pulled';
    return { source, outcome, ...counts, removed, bytes, ...(this.#error && { error: this.#error }) };
  }
}

/** Removes what earlier pulls brought and this one did not. */
async function removeGone(
  { store }: Workspace,
  { id }: ManifestSource,
  present: ReadonlySet<string>,
): Promise<number> {
  const stored = await store.listDocuments({ collections: [officialCollection] });
  const gone = stored
    .map((record) => record.documentId)
    .filter((documentId) => documentId === id || documentId.startsWith(`${id}/`))
    .filter((documentId) => !present.has(documentId));
  return gone.length === 0 ? 0 : store.removeDocuments(officialCollection, gone);
}

function unknownSource(id: string, sources: readonly ManifestSource[]) {
  return inputError({
    code: 'knowledge.unknown-source',
    message: `The region has no official source "${id}".`,
    cure: `Known sources: ${sources.map((source) => source.id).join(', ')}.`,
    data: { id },
  });
}
