import { admitEvidence } from './admit-evidence.ts';
import type { AnswerTools } from './answer-tools.ts';
import { chooseSources } from './choose-sources.ts';
import { classifyIntent } from './classify-intent.ts';
import { draft } from './draft.ts';
import { enhanceQuery } from './enhance-query.ts';
import { finishAnswer, type Found } from './finish-answer.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { noticesOf } from './quote-sources.ts';
import { releaseSources } from './release-sources.ts';
import { sayNotFound, saySmallTalk, sayWithheld } from './say-without-sources.ts';
import type { AgentEvent, Question } from './spec.ts';
import { startTurn } from './start-turn.ts';

/**
 * Answers one question: the flow of the paper's agent, from the question to a checked answer. The last
 * event is the answer; every sentence before it has passed the governance door.
 *
 * @see paper §5.1
 */
export async function* answer(question: Question, tools: AnswerTools): AsyncGenerator<AgentEvent> {
  yield { type: 'status', step: 'understand' };
  const turn = await startTurn(question, tools);
  const { variety, history, speaker, trace } = turn;

  const text = await speaker.admit('input', question.text);
  trace.mark('govern-input', { action: speaker.decisions[0]?.action });
  const finish = (found: Found) => finishAnswer(found, text, { turn, tools });
  if (text === '') return yield* finish(yield* sayWithheld(speaker));
  yield* speaker.disclose(speaker.decisions[0]);

  const { intent, continues } = classifyIntent(text, tools.words.intents, history);
  trace.mark('classify-intent', { intent, followUp: continues !== undefined });
  const smallTalk = yield* saySmallTalk(intent, speaker);
  if (smallTalk !== undefined) return yield* finish(smallTalk);

  yield { type: 'status', step: 'search' };
  const query = enhanceQuery(text, tools.gather, continues);
  trace.mark('enhance-query', { units: query.units.length, wants: query.answerKind });
  const gathered = await gatherEvidence({ ...question, query, variety, today: tools.today() }, tools.gather);
  const evidence = await admitEvidence(gathered, speaker);
  trace.mark('retrieve', { vectors: evidence.vectors, hits: evidence.retrieval.hits.length });
  const choice = await chooseSources(evidence, tools.gather, question.signal);
  trace.mark('judge', { card: choice.card, document: choice.document, sources: choice.sources.length });
  if (choice.sources.length === 0 || intent === 'live') {
    return yield* finish(yield* sayNotFound({ evidence, live: intent === 'live', tools }, speaker));
  }
  const sources = await releaseSources(choice.sources, speaker);
  if (sources.length === 0) return yield* finish(yield* sayWithheld(speaker));
  const citations = sources.map((source) => source.citation);
  yield { type: 'sources', citations };
  yield { type: 'status', step: 'write' };
  const chat = tools.chat();
  const { mode, said, ...drafted } = yield* draft({ query, sources, chat, signal: question.signal }, speaker);
  if (said === 0) return yield* finish(yield* sayWithheld(speaker));
  for (const notice of noticesOf(sources, choice.older, speaker)) yield* speaker.frame(notice, 'notice');
  trace.mark('draft', { mode, ...drafted });
  const model = mode === 'extractive' ? null : (chat?.id ?? null);
  return yield* finish({ outcome: 'answered', mode, citations, nearest: [], model });
}
