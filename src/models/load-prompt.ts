import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LlamaRuntime } from './llama-runtime.ts';

/** A prompt to bring into a model's context. */
export interface LoadPromptRequest {
  readonly sequence: LlamaContextSequence;
  /** At least one token. */
  readonly prompt: readonly Token[];
  /** Tokens at the start of the sequence that an earlier prompt loaded, as {@link LoadedPrompt} told. */
  readonly reusable: number;
  readonly runtime: LlamaRuntime;
  readonly signal: AbortSignal;
}

/** What is left to do once a prompt is loaded. */
export interface LoadedPrompt {
  /** The last tokens of the prompt, 1 to 64, still to be evaluated. */
  readonly rest: Token[];
  /** Tokens at the start of the sequence that the next prompt may use again. */
  readonly reusable: number;
}

/**
 * Tokens evaluated at once. Other work can come between two chunks, and an abort takes effect there.
 * Smaller is more responsive; from about 64 up speed hardly grows.
 */
const chunkTokens = 64;

/**
 * Evaluates a prompt but for its last chunk. A beginning in common with the sequence's content is
 * kept. Chunks always start at multiples of their size, kept or not: rounding depends on how tokens
 * are batched, and so the reply does not depend on what was asked before.
 */
export async function loadPrompt(request: LoadPromptRequest): Promise<LoadedPrompt> {
  const { sequence, runtime, signal } = request;
  const prompt = [...request.prompt];
  const lastChunk = toChunkStart(prompt.length - 1);
  const { firstDifferentIndex } = sequence.compareContextTokens(prompt);
  const kept = toChunkStart(Math.min(firstDifferentIndex, request.reusable, lastChunk));
  if (sequence.nextTokenIndex > kept) {
    await runtime.run(() =>
      sequence.eraseContextTokenRanges([{ start: kept, end: sequence.nextTokenIndex }]),
    );
  }
  for (let start = kept; start < lastChunk; start += chunkTokens) {
    const chunk = prompt.slice(start, start + chunkTokens);
    await runtime.run(() => sequence.evaluateWithoutGeneratingNewTokens(chunk), signal);
  }
  return { rest: prompt.slice(lastChunk), reusable: lastChunk };
}

function toChunkStart(index: number): number {
  return Math.floor(index / chunkTokens) * chunkTokens;
}
