import type { Scorer } from '../spec.ts';

/** Passes a response that says its sources do not tell, where they do not. */
export const admitsIgnorance: Scorer = {
  id: 'admits-ignorance',
  definition:
    'Of the questions that the sources do not answer, those whose answer says so instead of answering.',
  labelSource: 'answerability judged by the authors of the set; outcome as the subject reports it',
  applies: (item) => !item.answerable,
  score(item, response) {
    if (response.admittedIgnorance) return { scored: true, outcome: 'pass' };
    const cited = response.citations.map((citation) => citation.documentId).join(', ');
    return { scored: true, outcome: 'fail', explanation: `${item.why ?? 'unanswerable'}; cites ${cited}` };
  },
};
