import { describe, expect, it, vi } from 'vitest';
import type { FoundPassage, Hit } from '../knowledge/index.ts';
import { chooseSources } from './choose-sources.ts';
import { enhanceQuery } from './enhance-query.ts';
import type { Evidence } from './gather-evidence.ts';
import { makePassage, tools } from './testing/make-speaker.ts';
import type { Candidate } from './weigh-evidence.ts';

// Which kind answers is judged elsewhere; here it is given.
const verdicts = vi.hoisted(() => ({
  card: { probability: 0.9, answers: true },
  document: { probability: 0.8, answers: true },
}));
const judged = vi.hoisted((): { documents: unknown[] }[] => []);
vi.mock('./judge-answerability.ts', () => ({
  judgeAnswerability(weighing: { documents: unknown[] }) {
    judged.push(weighing);
    return verdicts;
  },
}));

interface Given extends Partial<FoundPassage> {
  readonly score?: number;
  readonly coverage?: number;
  readonly expired?: boolean;
}

function candidate(text: string, { score = 1, coverage = 1, expired = false, ...changes }: Given): Candidate {
  const hit: Hit = { passage: makePassage(text, changes), score, keyword: score, expired };
  return {
    hit,
    match: undefined,
    score,
    coverage,
    sentenceCoverage: coverage,
    answeringCoverage: 1,
    elsewhere: false,
  };
}

async function choose(cards: readonly Candidate[], documents: readonly Candidate[] = []) {
  const query = enhanceQuery('How much is the permit fee?', tools);
  const evidence: Evidence = {
    retrieval: { hits: [], dense: 'no-model' },
    vectors: 'none',
    embedding: undefined,
    weighing: {
      cards,
      documents,
      query,
      variety: 'en',
      unitWeights: query.units.map(() => 1),
      nearest: { answeredDense: 0, notAnsweredDense: 0 },
      words: { lead: 0, unknown: 0 },
    },
  };
  return chooseSources(evidence, tools);
}

const idsOf = ({ sources }: Awaited<ReturnType<typeof choose>>) =>
  sources.map(({ passage }) => passage.documentId);

const fee = 'The fee of a permit is 85 pounds a year.';
const newFee = 'The fee of a permit is 90 pounds a year.';
const photo = 'A permit shows a photo of the holder.';

describe('chooseSources', () => {
  it('takes the best card and the best document, the surer kind first', async () => {
    const choice = await choose(
      [candidate(fee, { documentId: 'card' })],
      [candidate(photo, { documentId: 'file' })],
    );
    expect(idsOf(choice)).toEqual(['card', 'file']);
    expect(choice.sources[0]?.spans).toEqual([{ start: 0, end: fee.length, text: fee }]);
    verdicts.document.probability = 0.95;
    expect(
      idsOf(
        await choose([candidate(fee, { documentId: 'card' })], [candidate(photo, { documentId: 'file' })]),
      ),
    ).toEqual(['file', 'card']);
    verdicts.document.probability = 0.8;
  });

  it('takes nothing of a kind that does not answer, nor where there is nothing', async () => {
    verdicts.card.answers = false;
    expect(
      idsOf(
        await choose([candidate(fee, { documentId: 'card' })], [candidate(photo, { documentId: 'file' })]),
      ),
    ).toEqual(['file']);
    verdicts.card.answers = true;
    expect(await choose([], [])).toMatchObject({ sources: [] });
  });

  it('takes a second source of a kind only when it is close in score and in what it names', async () => {
    const first = candidate(fee, { documentId: 'first' });
    const other = (given: Given) => candidate(photo, { documentId: 'second', ...given });
    expect(idsOf(await choose([first, other({ score: 0.95 })]))).toEqual(['first', 'second']);
    expect(idsOf(await choose([first, other({ score: 0.5 })]))).toEqual(['first']);
    expect(idsOf(await choose([first, other({ score: 0.95, coverage: 0.3 })]))).toEqual(['first']);
  });

  it('lets the newer of two sources that disagree win, in whatever order, and names the older', async () => {
    const old = candidate(fee, { documentId: 'old', asOf: '2024-01-01' });
    const recent = candidate(newFee, { documentId: 'new', asOf: '2026-01-01' });
    for (const pair of [
      [old, recent],
      [recent, old],
    ]) {
      const choice = await choose([], pair);
      expect(idsOf(choice)).toEqual(['new']);
      expect(choice.older).toMatchObject({ documentId: 'old', asOf: '2024-01-01' });
    }
  });

  it('lets the newer one win in Chinese, where figures may be words', async () => {
    const old = candidate('許可證的費用為每年八十五元。', { documentId: 'old', asOf: '2024-01-01' });
    const recent = candidate('許可證的費用為每年90元。', { documentId: 'new', asOf: '2026-01-01' });
    expect(idsOf(await choose([], [old, recent]))).toEqual(['new']);
  });

  it('does not let another version of the best document count against it', async () => {
    const old = candidate(fee, { documentId: 'old', asOf: '2024-01-01' });
    const recent = candidate(newFee, { documentId: 'new', asOf: '2026-01-01' });
    const other = candidate(photo, { documentId: 'other' });
    await choose([], [old, recent, other]);
    expect(judged.at(-1)?.documents).toEqual([old, other]);
  });

  it('finds the one sentence that differs among others that do not', async () => {
    const old = candidate(`${photo} ${fee}`, { documentId: 'old', asOf: '2024-01-01' });
    const recent = candidate(`${newFee} ${photo}`, { documentId: 'new', asOf: '2026-01-01' });
    expect((await choose([], [old, recent])).older?.documentId).toBe('old');
  });

  it('keeps both of two sources that are about different things, or do not say when', async () => {
    const sources = [
      [
        candidate(fee, { documentId: 'a', asOf: '2024-01-01' }),
        candidate('A permit of 3 years may be oral.', { documentId: 'b', asOf: '2026-01-01' }),
      ],
      [candidate(fee, { documentId: 'a' }), candidate(newFee, { documentId: 'b', asOf: '2026-01-01' })],
    ];
    for (const pair of sources) {
      const choice = await choose([], pair);
      expect(idsOf(choice)).toEqual(['a', 'b']);
      expect(choice).not.toHaveProperty('older');
    }
  });

  it('keeps two sources that agree and each add something, and says nothing twice', async () => {
    const one = candidate(fee, { documentId: 'a', asOf: '2024-01-01' });
    const more = candidate(`${fee} The permit fee is paid at 2 desks.`, {
      documentId: 'b',
      asOf: '2026-01-01',
    });
    const choice = await choose([], [one, more]);
    expect(idsOf(choice)).toEqual(['a', 'b']);
    expect(choice).not.toHaveProperty('older');
    const same = await choose([], [one, candidate(fee, { documentId: 'copy', asOf: '2026-01-01' })]);
    expect(idsOf(same)).toEqual(['a']);
  });

  it('marks a source that no longer holds with its last day', async () => {
    const choice = await choose([], [candidate(fee, { expired: true, validTo: '2025-12-31' })]);
    expect(choice.sources).toMatchObject([{ expired: '2025-12-31' }]);
    expect((await choose([], [candidate(fee, { validTo: '2027-12-31' })])).sources[0]).not.toHaveProperty(
      'expired',
    );
  });
});
