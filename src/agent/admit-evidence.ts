import type { Speaker } from './communicate.ts';
import type { Evidence } from './gather-evidence.ts';
import type { Candidate } from './weigh-evidence.ts';

/** Candidates of each kind that can come into an answer. */
const considered = 6;

/**
 * Leaves out the passages that governance does not let in, and reads the others without what it blacked
 * out; the rest of the evidence stays as it was.
 */
export async function admitEvidence(evidence: Evidence, speaker: Speaker): Promise<Evidence> {
  const { weighing } = evidence;
  const admit = async (candidates: readonly Candidate[]) => {
    const admitted: Candidate[] = [];
    for (const candidate of candidates.slice(0, considered)) {
      const text = await speaker.admit('retrieval', candidate.hit.passage.text);
      if (text !== '') admitted.push(withText(candidate, text));
    }
    return admitted;
  };
  const cards = await admit(weighing.cards);
  const documents = await admit(weighing.documents);
  return { ...evidence, weighing: { ...weighing, cards, documents } };
}

function withText(candidate: Candidate, text: string): Candidate {
  if (text === candidate.hit.passage.text) return candidate;
  const { hit, match, score, coverage, sentenceCoverage, answeringCoverage, elsewhere } = candidate;
  const passage = { ...hit.passage, text };
  return { hit: { ...hit, passage }, match, score, coverage, sentenceCoverage, answeringCoverage, elsewhere };
}
