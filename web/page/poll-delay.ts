import type { StatusView } from '../../src/server/api-schema.ts';

/** Milliseconds until the status is asked for again: often while something moves, else rarely. */
export function pollDelay(status: StatusView | undefined): 2_000 | 30_000 {
  return status !== undefined && isMoving(status) ? 2_000 : 30_000;
}

/** True while passages are being embedded. */
export function isEmbedding({ embedding, knowledge }: StatusView): boolean {
  return embedding.state === 'ready' && knowledge.embedded < knowledge.passages;
}

const underWay: ReadonlySet<string> = new Set(['downloading', 'loading']);

function isMoving(status: StatusView): boolean {
  return underWay.has(status.chat.state) || underWay.has(status.embedding.state) || isEmbedding(status);
}
