import { useEffect, useState } from 'preact/hooks';
import type { DocumentView, IngestEvent } from '../../src/server/api-schema.ts';
import { deleteDocument, fetchDocuments } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import { uploadDocuments } from '../api/upload-documents.ts';
import type { BrowserStore } from '../page/browser-store.ts';
import { type RefusedFile, checkFiles } from './check-files.ts';
import { openPrivateCollection, readPrivateCollection } from './private-collection.ts';

/** How far the last upload is and what came of it. */
export interface UploadState {
  readonly busy: boolean;
  /** Share of bytes sent, in [0, 1]; 1 while the server reads them. */
  readonly sent: number;
  readonly refused: readonly RefusedFile[];
  readonly outcomes: readonly Extract<IngestEvent, { type: 'outcome' }>['outcome'][];
  readonly problem?: Problem;
}

/** The reader's own documents and what can be done with them. */
export interface OwnDocuments {
  readonly documents: readonly DocumentView[];
  /** The collection to search, while it holds documents or nobody knows whether it does. */
  readonly collection: string | undefined;
  readonly upload: UploadState | undefined;
  /** Why the list could not be read or changed. */
  readonly problem: Problem | undefined;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (document: DocumentView) => void;
  readonly refresh: () => void;
}

/** Keeps the reader's own documents. @param megabytes largest file, in units of 1024 * 1024 bytes */
export function useDocuments(store: BrowserStore, megabytes: number): OwnDocuments {
  const [documents, setDocuments] = useState<readonly DocumentView[]>([]);
  const [upload, setUpload] = useState<UploadState>();
  const [problem, setProblem] = useState<Problem>();

  const attempt = (work: () => Promise<void>) => {
    setProblem(undefined);
    work().catch((error: unknown) => setProblem(toProblem(error)));
  };
  const refresh = async () => {
    const name = readPrivateCollection(store);
    if (name !== undefined) setDocuments(await fetchDocuments(name));
  };
  useEffect(() => attempt(refresh), []);

  const add = (files: readonly File[]) => {
    if (upload?.busy === true || files.length === 0) return;
    const { accepted, refused } = checkFiles(files, megabytes);
    setUpload({ busy: accepted.length > 0, sent: 0, refused, outcomes: [] });
    if (accepted.length === 0) return;
    const change = (how: (state: UploadState) => Partial<UploadState>) =>
      setUpload((state) => (state === undefined ? state : { ...state, ...how(state) }));
    uploadDocuments({
      collection: openPrivateCollection(store),
      files: accepted,
      onSent: (sent) => change(() => ({ sent })),
      onEvent: (event) => change((state) => applyIngestEvent(state, event)),
    })
      .catch((error: unknown) => change(() => ({ problem: toProblem(error) })))
      .finally(() => {
        change(() => ({ busy: false }));
        attempt(refresh);
      });
  };
  const remove = (document: DocumentView) =>
    attempt(async () => {
      await deleteDocument(document);
      await refresh();
    });
  return {
    documents,
    collection: documents.length > 0 || problem !== undefined ? readPrivateCollection(store) : undefined,
    upload,
    problem,
    add,
    remove,
    refresh: () => attempt(refresh),
  };
}

function applyIngestEvent({ outcomes }: UploadState, event: IngestEvent): Partial<UploadState> {
  if (event.type === 'outcome') return { sent: 1, outcomes: [...outcomes, event.outcome] };
  if (event.type === 'error') return { problem: { kind: 'server', code: event.code, detail: event.message } };
  return { sent: 1 };
}
