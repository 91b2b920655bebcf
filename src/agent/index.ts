export {
  answerMessagesSchema,
  channelSchema,
  intentPhrasesSchema,
  type AnswerMessages,
  type Channel,
  type IntentPhrases,
  type RegionWords,
} from './region-words.ts';
