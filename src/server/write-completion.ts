import type { AssistantAnswer } from './assistant.ts';
import type { Completion, CompletionChunk } from './openai-schema.ts';

/** The name the assistant goes by in OpenAI's API. */
export const assistantModel = 'lionrock';

type Action = AssistantAnswer['decisions'][number]['action'];
type Usage = Completion['usage'];
type Governance = Completion['choices'][number]['message']['governance'];

/** What all chunks and choices of one answer share. */
export interface CompletionHead {
  readonly id: string;
  /** Unix time in seconds. */
  readonly created: number;
  /** How many choices the caller wants. */
  readonly choices: number;
  /** Words and Han characters of the conversation. */
  readonly promptTokens: number;
}

/** Actions from the mildest to the strictest. */
const severity: readonly Action[] = [
  'allow',
  'allow-with-context',
  'allow-with-support',
  'clarify',
  'redact',
  'partial',
  'handoff',
  'decline',
  'unverified',
];

/** The strictest action of all decisions about an answer. */
export function strictestAction({ decisions }: Pick<AssistantAnswer, 'decisions'>): Action {
  return decisions.reduce<Action>((strictest, { action }) => {
    return severity.indexOf(action) > severity.indexOf(strictest) ? action : strictest;
  }, 'allow');
}

/** Counts words and Han characters: no one model's tokens would be true of every answer. */
export function countTokens(text: string): number {
  return text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu)?.length ?? 0;
}

/** Writes an answer in OpenAI's shape. */
export function writeCompletion(answer: AssistantAnswer, head: CompletionHead): Completion {
  return {
    id: head.id,
    object: 'chat.completion',
    created: head.created,
    model: assistantModel,
    choices: listChoices(head).map((index) => ({
      index,
      message: {
        role: 'assistant',
        content: answer.text,
        refusal: null,
        citations: copyCitations(answer),
        governance: describeGovernance(answer),
      },
      logprobs: null,
      finish_reason: finishReason(answer),
    })),
    usage: countUsage(answer, head),
  };
}

/** Writes a piece of an answer, for every choice. */
export function writeChunk(
  head: CompletionHead,
  delta: CompletionChunk['choices'][number]['delta'],
  finish_reason: CompletionChunk['choices'][number]['finish_reason'] = null,
): CompletionChunk {
  return {
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: assistantModel,
    choices: listChoices(head).map((index) => ({ index, delta, logprobs: null, finish_reason })),
  };
}

/** Writes the piece that ends an answer, with what the message of a whole one would hold. */
export function writeLastChunk(answer: AssistantAnswer, head: CompletionHead): CompletionChunk {
  const delta = { citations: copyCitations(answer), governance: describeGovernance(answer) };
  return writeChunk(head, delta, finishReason(answer));
}

/** Writes the piece with the counts, which has no choices. */
export function writeUsageChunk(answer: AssistantAnswer, head: CompletionHead): CompletionChunk {
  return { ...writeChunk({ ...head, choices: 0 }, {}), usage: countUsage(answer, head) };
}

function listChoices({ choices }: CompletionHead): number[] {
  return Array.from({ length: choices }, (_, index) => index);
}

function finishReason({ outcome, text }: AssistantAnswer): 'stop' | 'content_filter' {
  // Without a word left, governance has withheld them all, whatever was found.
  return outcome === 'withheld' || text === '' ? 'content_filter' : 'stop';
}

function describeGovernance(answer: AssistantAnswer): Governance {
  const { decisions, outcome, mode, variety, model } = answer;
  return {
    action: strictestAction(answer),
    decisions: decisions.map((decision) => ({
      ...decision,
      clauses: [...decision.clauses],
      spans: decision.spans.map((span) => ({ ...span })),
    })),
    outcome,
    mode,
    variety,
    model,
  };
}

function copyCitations({ citations }: AssistantAnswer) {
  return citations.map((citation) => ({ ...citation, spans: citation.spans.map((span) => ({ ...span })) }));
}

function countUsage({ text }: AssistantAnswer, { promptTokens }: CompletionHead): Usage {
  const completion = countTokens(text);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completion,
    total_tokens: promptTokens + completion,
  };
}
