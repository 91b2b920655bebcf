import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../language/index.ts';
import { readQuestionFeatures } from './question-features.ts';

const tools = {
  segmenter: createSegmenter(),
  lexicon: createLexicon([{ forms: { en: ['minimum wage', 'lowest pay'], 'zh-Hant': ['最低工資'] } }]),
};

describe('readQuestionFeatures', () => {
  it('names a concept alike in every language, by its first form', () => {
    for (const text of ['What is the lowest pay?', '最低工資係幾多？', '最低工资是多少？']) {
      expect(readQuestionFeatures(text, tools)).toContain('c:minimum wage');
    }
    expect(readQuestionFeatures('How many holidays?', tools).some((name) => name.startsWith('c:'))).toBe(
      false,
    );
  });

  it('holds terms without repeats', () => {
    const features = readQuestionFeatures('wage wage wages', tools);
    expect(features).toContain('wage');
    expect(new Set(features).size).toBe(features.length);
  });

  it('leaves out words that only ask', () => {
    const features = readQuestionFeatures('How much is the fine?', tools);
    expect(features).toContain('fine');
    expect(features).not.toContain('how');
  });

  it('reads nothing from nothing', () => {
    expect(readQuestionFeatures(' ?! ', tools)).toEqual([]);
  });
});
