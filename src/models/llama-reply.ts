import type { LlamaContextSequence, LlamaModel, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { ChatPart, TokenLogprob } from './spec.ts';
import { createStopFilter } from './stop-filter.ts';
import { createTokenReader } from './token-reader.ts';

/** What ends a reply before its limit. */
export interface ReplyStops {
  /** Strings; the reply ends before the first of them. */
  readonly texts: readonly string[];
  /** Tokens beyond those that the model file itself marks as ends. */
  readonly tokens: ReadonlySet<number>;
}

/** A reply to write after a prompt. */
export interface WriteReplyRequest {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly prompt: readonly Token[];
  /** End of the prompt that the sequence has not evaluated yet; at least one token. */
  readonly rest: Token[];
  readonly sampling: SequenceEvaluateOptions;
  /** Divides the odds of tokens that the reply has just used; 1 leaves them alone. */
  readonly repeatPenalty: number;
  readonly stops: ReplyStops;
  /** Most tokens to write. */
  readonly limit: number;
  /** Whether to tell the log-probability of each token; it costs some milliseconds a token. */
  readonly logprobs: boolean;
  /** Runs one step when no other computation runs; rejects after an abort. */
  readonly step: <T>(next: () => Promise<T>) => Promise<T>;
  readonly push: (part: ChatPart) => void;
}

/** Writes token by token until the model or a stop ends the reply, or its limit is reached. */
export async function writeReply(request: WriteReplyRequest): Promise<void> {
  const { model, sequence, limit, step, stops } = request;
  const reader = createTokenReader(model, request.prompt);
  const filter = createStopFilter(stops.texts);
  const show = createShow(request.push);
  const written: Token[] = [];
  const tokens = sequence.evaluateWithMetadata(
    request.rest,
    { confidence: request.logprobs },
    { ...request.sampling, repeatPenalty: toRepeatPenalty(request, written) },
  );
  let stopped = false;
  try {
    while (!stopped && written.length < limit) {
      const { done, value } = await step(() => tokens.next());
      stopped = done === true || stops.tokens.has(value.token);
      if (done === true || stopped) break;
      written.push(value.token);
      if ('confidence' in value)
        show.addLogprob(toLogprob(model.detokenize([value.token]), Number(value.confidence)));
      const filtered = filter.push(reader.push(value.token));
      stopped = filtered.stopped;
      show.text(filtered.text);
    }
  } finally {
    await tokens.return();
  }
  show.text(filter.push(stopped ? '' : reader.rest()).text + filter.rest());
  request.push({
    type: 'end',
    finish: stopped ? 'stop' : 'length',
    usage: { promptTokens: request.prompt.length, completionTokens: written.length },
  });
}

const penalisedTokens = 64;

/** Line breaks are free: a list needs them. */
function toRepeatPenalty({ model, repeatPenalty }: WriteReplyRequest, written: readonly Token[]) {
  const punishTokens = (): Token[] =>
    written.slice(-penalisedTokens).filter((token) => token !== model.tokens.nl);
  return { penalty: repeatPenalty, punishTokens };
}

/** Pushes texts, each with the log-probabilities of the tokens since the last one. */
function createShow(push: (part: ChatPart) => void) {
  let logprobs: TokenLogprob[] = [];
  return {
    addLogprob: (logprob: TokenLogprob) => void logprobs.push(logprob),
    text(text: string) {
      if (text === '') return;
      push({ type: 'text', text, ...(logprobs.length > 0 && { logprobs }) });
      logprobs = [];
    },
  };
}

function toLogprob(token: string, probability: number): TokenLogprob {
  return { token, logprob: Math.min(0, Math.log(Math.max(probability, Number.MIN_VALUE))) };
}
