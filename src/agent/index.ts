export { answer } from './answer.ts';
export type { AnswerTools } from './answer-tools.ts';
export { classifyIntent, type ClassifiedIntent, type Intent } from './classify-intent.ts';
export { joinSentences } from './communicate.ts';
export {
  enhanceQuery,
  type AnswerKind,
  type EnhancedQuery,
  type EnhanceTools,
  type QueryUnit,
} from './enhance-query.ts';
export {
  findUsableEmbedding,
  gatherEvidence,
  type Evidence,
  type GatherRequest,
  type GatherTools,
} from './gather-evidence.ts';
export { judgeAnswerability, type VectorState, type Verdict } from './judge-answerability.ts';
export {
  answerMessagesSchema,
  channelSchema,
  intentPhrasesSchema,
  type AnswerMessages,
  type Channel,
  type IntentPhrases,
  type RegionWords,
} from './region-words.ts';
export { createShortTermMemory, type ShortTermMemoryOptions } from './short-term-memory.ts';
export type {
  AgentEvent,
  Answer,
  AnswerMode,
  AnswerSentence,
  Citation,
  Feedback,
  FeedbackStore,
  Memory,
  NearSource,
  Outcome,
  Question,
  TraceStep,
  Turn,
} from './spec.ts';
export { widenQuery, type WidenTools } from './widen-query.ts';
export { cardFeatures, documentFeatures, type Candidate, type Weighing } from './weigh-evidence.ts';
