import type {
  AppealBody,
  AppealReceipt,
  AppealStatus,
  ChatRequestBody,
  ConstitutionView,
  DocumentView,
  FeedbackBody,
  PassageView,
  RegionView,
  StatusView,
} from '../../src/server/api-schema.ts';
import { RequestFailed, readProblem } from './problem.ts';

/** What the page needs to know of the region. @throws RequestFailed */
export async function fetchRegion(): Promise<RegionView> {
  return await readJson<RegionView>(await send('/api/region'), 'words');
}

/** What the service is doing. @throws RequestFailed */
export async function fetchStatus(): Promise<StatusView> {
  return await readJson<StatusView>(await send('/api/status'), 'knowledge');
}

/** A passage with its document and neighbours. @throws RequestFailed */
export async function fetchPassage(
  { collection, passageId }: { readonly collection: string; readonly passageId: string },
  signal: AbortSignal,
): Promise<PassageView> {
  const path = `${encodeURIComponent(collection)}/${encodeURIComponent(passageId)}`;
  return await readJson<PassageView>(await send(`/api/knowledge/passages/${path}`, { signal }), 'passage');
}

/** The documents of a collection. @throws RequestFailed */
export async function fetchDocuments(collection: string): Promise<readonly DocumentView[]> {
  const response = await send(`/api/knowledge?collection=${encodeURIComponent(collection)}`);
  return (await readJson<{ documents: readonly DocumentView[] }>(response, 'documents')).documents;
}

/** Removes a document. @throws RequestFailed */
export async function deleteDocument(
  document: Pick<DocumentView, 'collection' | 'documentId'>,
): Promise<void> {
  const path = `${encodeURIComponent(document.collection)}/${encodeURIComponent(document.documentId)}`;
  await send(`/api/knowledge/${path}`, { method: 'DELETE' });
}

/** Hands feedback in. @throws RequestFailed */
export async function sendFeedback(feedback: FeedbackBody): Promise<void> {
  await send('/api/feedback', jsonBody(feedback));
}

/** The rules in force. @throws RequestFailed */
export async function fetchConstitution(): Promise<ConstitutionView> {
  return await readJson<ConstitutionView>(await send('/api/constitution'), 'rules');
}

/** Asks for a review. The ticket in the answer comes only this once. @throws RequestFailed */
export async function sendAppeal(appeal: AppealBody): Promise<AppealReceipt> {
  return await readJson<AppealReceipt>(await send('/api/appeals', jsonBody(appeal)), 'ticket');
}

/** Where an appeal stands. @throws RequestFailed */
export async function fetchAppeal(ticket: string, variety: AppealBody['variety']): Promise<AppealStatus> {
  const path = `/api/appeals/${encodeURIComponent(ticket)}?variety=${variety}`;
  return await readJson<AppealStatus>(await send(path), 'state');
}

/** Asks a question; the body of the response is a stream of events. @throws RequestFailed */
export async function postChat(request: ChatRequestBody, signal: AbortSignal): Promise<Response> {
  return await send('/api/chat', {
    ...jsonBody(request),
    signal,
  });
}

function jsonBody(value: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}

async function send(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new RequestFailed({ kind: 'network' });
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw new RequestFailed(readProblem(body, response.status));
}

/** Page and server are one release, so one key tells our server from whatever else may answer there. */
async function readJson<Value extends object>(response: Response, key: keyof Value & string): Promise<Value> {
  const value: unknown = await response.json().catch(() => undefined);
  if (typeof value === 'object' && value !== null && key in value) return value as Value;
  throw new RequestFailed({ kind: 'server', code: 'page.unreadable-response' });
}
