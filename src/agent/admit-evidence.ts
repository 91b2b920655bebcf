import type { Speaker } from './communicate.ts';
import type { Evidence } from './gather-evidence.ts';
import type { Candidate } from './weigh-evidence.ts';

/** Candidates of each kind that can come into an answer. */
const considered = 6;

/** Leaves out the passages that governance does not let in; the rest of the evidence stays as it was. */
export async function admitEvidence(evidence: Evidence, speaker: Speaker): Promise<Evidence> {
  const { weighing } = evidence;
  const admit = async (candidates: readonly Candidate[]) => {
    const admitted: Candidate[] = [];
    for (const candidate of candidates.slice(0, considered)) {
      if ((await speaker.admit('retrieval', candidate.hit.passage.text)) !== '') admitted.push(candidate);
    }
    return admitted;
  };
  const cards = await admit(weighing.cards);
  const documents = await admit(weighing.documents);
  return { ...evidence, weighing: { ...weighing, cards, documents } };
}
