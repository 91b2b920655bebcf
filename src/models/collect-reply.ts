import { upstreamError } from '../base/index.ts';
import type { ChatPart, TokenLogprob, TokenUsage } from './spec.ts';

/** A whole reply. */
export interface ChatReply {
  readonly text: string;
  /** `length` when the reply was cut at `maxTokens` or at the end of the context. */
  readonly finish: 'stop' | 'length' | 'other';
  /** Absent when the model did not say. */
  readonly usage?: TokenUsage;
  /** Log-probabilities of the written tokens in order; empty unless asked for and available. */
  readonly logprobs: readonly TokenLogprob[];
}

/**
 * Reads a streamed reply to its end.
 *
 * @throws `models.reply-cut-off` when the stream ends without its end part; whatever the stream throws.
 * @example
 * const { text } = await collectReply(model.generate({ messages }));
 */
export async function collectReply(parts: AsyncIterable<ChatPart>): Promise<ChatReply> {
  let text = '';
  const logprobs: TokenLogprob[] = [];
  for await (const part of parts) {
    if (part.type === 'end') {
      return { text, finish: part.finish, logprobs, ...(part.usage && { usage: part.usage }) };
    }
    text += part.text;
    logprobs.push(...(part.logprobs ?? []));
  }
  throw upstreamError({
    code: 'models.reply-cut-off',
    message: 'The reply of the model ended before it was complete.',
    cure: 'Try again; if it happens again, look at the log of the model server.',
  });
}
