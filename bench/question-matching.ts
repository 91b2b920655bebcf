import { createQuestionIndex } from '../src/knowledge/index.ts';
import type { Bench } from './bench.ts';
import { knownQuestions, loadBenchRegion } from './make-texts.ts';
import { median, quantile, timed, toThreeDigits } from './measure.ts';

/** How long it takes to compare a question with every known one. */
export const questionMatching: Bench = {
  name: 'questions',
  about: 'matching a question with the known questions of the region',
  async run({ rounds }) {
    const region = await loadBenchRegion();
    const all = Array.from(knownQuestions(region).values()).flat();
    const asked = all.filter((_, at) => at % 40 === 0);
    const build: number[] = [];
    const times = { words: [] as number[], vectors: [] as number[] };
    const vector = new Float32Array(region.vectors.questions?.header.dimensions ?? 0).fill(0.1);
    for (let round = 0; round < rounds; round += 1) {
      const made = await timed(() =>
        createQuestionIndex(region.questions, { vectors: region.vectors.questions }),
      );
      build.push(made.milliseconds);
      for (const question of asked) {
        times.words.push((await timed(() => made.result.match(question))).milliseconds);
        times.vectors.push((await timed(() => made.result.match(question, vector))).milliseconds);
      }
    }
    const base = median(times.words);
    const rows = Object.entries(times).map(([by, values]) => ({
      by: by === 'words' ? 'words' : 'words and vectors',
      'median ms': toThreeDigits(median(values)),
      'p95 ms': toThreeDigits(quantile(values, 0.95)),
      'words = 1': toThreeDigits(median(values) / base),
    }));
    const count = region.questions.flatMap((card) =>
      [card.answers, card.notAnswered].flatMap((group) => Object.values(group).flat()),
    ).length;
    const note = `${count} known questions of ${region.questions.length} cards; ${asked.length} asked in ${rounds} rounds. Making the index takes ${toThreeDigits(median(build))} ms, once.`;
    return [{ title: 'Matching known questions', rows, notes: [note] }];
  },
};
