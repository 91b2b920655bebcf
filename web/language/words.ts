import type { RegionView } from '../../src/server/api-schema.ts';

/** A variety the page can be shown in. */
export type Variety = RegionView['varieties'][number];

/** A word of the page: the keys of the region's interface messages, `examples` apart. */
export type WordKey =
  | 'varietyName'
  | 'title'
  | 'tagline'
  | 'ask'
  | 'askPlaceholder'
  | 'send'
  | 'stop'
  | 'newChat'
  | 'history'
  | 'historyEmpty'
  | 'historyNote'
  | 'deleteChat'
  | 'deleteAll'
  | 'language'
  | 'theme'
  | 'themeLight'
  | 'themeDark'
  | 'themeSystem'
  | 'menu'
  | 'close'
  | 'copy'
  | 'copied'
  | 'sources'
  | 'openSource'
  | 'showOriginal'
  | 'nearestSources'
  | 'passage'
  | 'asOf'
  | 'checked'
  | 'notChecked'
  | 'modeExtractive'
  | 'modeModel'
  | 'modelNone'
  | 'modelDownloading'
  | 'modelReady'
  | 'trace'
  | 'traceNote'
  | 'step'
  | 'duration'
  | 'documents'
  | 'addDocuments'
  | 'addDocumentsNote'
  | 'uploading'
  | 'added'
  | 'unchanged'
  | 'replaced'
  | 'failed'
  | 'removeDocument'
  | 'helpful'
  | 'wrong'
  | 'correct'
  | 'correctTitle'
  | 'correctLabel'
  | 'correctNote'
  | 'correctSend'
  | 'feedbackThanks'
  | 'cancel'
  | 'working'
  | 'stepUnderstand'
  | 'stepSearch'
  | 'stepWrite'
  | 'stepCheck'
  | 'stopped'
  | 'errorNetwork'
  | 'errorServer'
  | 'retry'
  | 'skipToQuestion'
  | 'you'
  | 'assistant'
  | 'disclaimer'
  | 'disclosure'
  | 'clause'
  | 'why'
  | 'ruleGone'
  | 'appeal'
  | 'appealTitle'
  | 'appealLabel'
  | 'appealNote'
  | 'appealQuestion'
  | 'appealSend'
  | 'appealReceived'
  | 'appealTicket'
  | 'appealTicketNote'
  | 'appealDates'
  | 'appealOthers'
  | 'appealFind'
  | 'appealFindSend'
  | 'appealUnknown'
  | 'appealState'
  | 'appealReceivedOn'
  | 'stateReceived'
  | 'stateAcknowledged'
  | 'stateInReview'
  | 'stateUpheld'
  | 'stateOverturned'
  | 'stateRuleChanged'
  | 'appealLate'
  | 'appealReasons'
  | 'appealRemoved';

/** Says a word of the page, its `{…}` filled in. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Makes the page speak one variety. A word that is missing shows as its key, so that it is found.
 *
 * @example sayIn({ asOf: 'As of {date}' })('asOf', { date: '1 May 2026' }) // 'As of 1 May 2026'
 */
export function sayIn(words: Readonly<Record<string, unknown>>): Say {
  return (key, values = {}) => {
    const template = words[key];
    if (typeof template !== 'string') return key;
    return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  };
}

/** The example questions of an empty page. */
export function exampleQuestions(words: Readonly<Record<string, unknown>>): readonly string[] {
  const examples: unknown = words['examples'];
  if (!Array.isArray(examples)) return [];
  return examples.filter((example): example is string => typeof example === 'string').slice(0, 4);
}
