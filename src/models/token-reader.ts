import type { LlamaModel, Token } from 'node-llama-cpp';

/** Turns tokens into text as they come. */
export interface TokenReader {
  /** The text that a further token completes; empty while a character is unfinished. */
  push(token: Token): string;
  /** The text of unfinished characters, when no token follows. */
  rest(): string;
}

/** Tokens before the new ones that some tokenisers need, to tell whether a space belongs between. */
const recentTokens = 3;

/** A character takes at most four bytes, and so at most four tokens. More: it is no character. */
const mostPending = 4;

/** Makes a reader for the continuation of a prompt. */
export function createTokenReader(model: LlamaModel, prompt: readonly Token[]): TokenReader {
  let recent = prompt.slice(-recentTokens);
  let pending: Token[] = [];
  const take = (): string => {
    const text = model.detokenize(pending, false, recent);
    recent = [...recent, ...pending].slice(-recentTokens);
    pending = [];
    return text;
  };
  return {
    push(token) {
      pending.push(token);
      const unfinished = model.detokenize(pending, false, recent).endsWith('\uFFFD');
      return unfinished && pending.length < mostPending ? '' : take();
    },
    rest: take,
  };
}
