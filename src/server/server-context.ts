import type { AskRequest, Workspace } from '../app/index.ts';
import type { AssistantEvent } from './assistant.ts';
import type { Gate } from './create-gate.ts';
import type { Metrics } from './create-metrics.ts';
import type { Log } from './log-requests.ts';

/** What the routes share. */
export interface ServerContext {
  readonly workspace: Workspace;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Aborted when the server closes: every stream and every upload ends with it. */
  readonly closing: AbortSignal;
  /** Bounds the uploads that lie on the disk until they are read. */
  readonly receiving: Gate;
  /** Bounds the uploads that are read at the same time: the store takes one writer. */
  readonly reading: Gate;
  /** Bounds the calls of the embedding model. */
  readonly embeddings: Gate;
  /**
   * Answers a question when its turn comes.
   *
   * @throws `server.busy` at once when too many are waiting
   */
  answer(request: AskRequest): AsyncGenerator<AssistantEvent>;
}
