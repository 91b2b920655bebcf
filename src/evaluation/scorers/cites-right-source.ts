import type { Scorer } from '../spec.ts';

/** True for a document that is gold itself or a language version of a gold group (`<group>/<language>`). */
export function isGoldDocument(documentId: string, gold: readonly string[]): boolean {
  return gold.some((id) => documentId === id || documentId.startsWith(`${id}/`));
}

/** Passes a response that cites a document which answers the question, whatever else it cites. */
export const citesRightSource: Scorer = {
  id: 'cites-right-source',
  definition: 'Of the answerable questions, those whose answer cites a document that holds the answer.',
  labelSource: 'documents named by the authors of the set; compared by id',
  applies: (item) => item.answerable,
  score(item, response) {
    if (response.citations.some(({ documentId }) => isGoldDocument(documentId, item.gold))) {
      return { scored: true, outcome: 'pass' };
    }
    const cited = response.citations.map((citation) => citation.documentId).join(', ');
    const explanation = response.admittedIgnorance ? 'said that the sources do not tell' : `cites ${cited}`;
    return { scored: true, outcome: 'fail', explanation: cited === '' ? explanation : `cites ${cited}` };
  },
};
