export { answerQualityScorers } from './answer-quality-scorers.ts';
export { chooseSample, type ChosenItems } from './choose-sample.ts';
export { describeDetectorAccuracy, detectorAccuracy } from './detector-accuracy.ts';
export {
  measureRetrieval,
  type RetrievalItem,
  type RetrievalReport,
  type RetrievalRequest,
  type Search,
} from './measure-retrieval.ts';
export {
  itemSchema,
  questionSetHeaderSchema,
  type QuestionSet,
  type QuestionSetHeader,
} from './question-set.ts';
export { readQuestionSet } from './read-question-set.ts';
export { describeMetric, formatReport, makeReport, type Report } from './report.ts';
export {
  readRun,
  runFiles,
  runQuestionSet,
  type Run,
  type RunContext,
  type RunRequest,
} from './run-question-set.ts';
export { runRecordSchema, type RunRecord } from './run-record.ts';
export { scoreSamples, type ScoredRun, type ScoredSample } from './score-samples.ts';
export type {
  Item,
  Metric,
  MetricByVariety,
  ResponseCitation,
  ResponseSentence,
  Sample,
  Score,
  Scorer,
  Subject,
  SubjectQuestion,
  SubjectResponse,
} from './spec.ts';
