import { describe, expect, it } from 'vitest';
import { nearestSources, citeSources, inScriptOf } from './cite-sources.ts';
import { makePassage, makeSource, makeSpeaker } from './testing/make-speaker.ts';
import type { Candidate } from './weigh-evidence.ts';

describe('citeSources', () => {
  it('numbers the sources and takes over what people need to find them', () => {
    const [first, second] = citeSources(
      [
        makeSource('The fee is 85 pounds. It is paid once.', {
          publisher: 'The Office',
          url: 'https://example.org/fee',
          asOf: '2026-01-01',
          verified: 'general-knowledge',
          locator: { page: 3, headings: ['Fees'] },
        }),
        makeSource('Cats are grey.', { documentId: 'cats', passageId: 'cats#0', title: 'Cats' }),
      ],
      makeSpeaker(),
    );
    expect(first?.citation).toMatchObject({
      n: 1,
      documentId: 'permit',
      passageId: 'permit#0',
      collection: 'test',
      title: 'Permits',
      publisher: 'The Office',
      url: 'https://example.org/fee',
      asOf: '2026-01-01',
      verified: 'general-knowledge',
      quote: 'The fee is 85 pounds. … It is paid once.',
      spans: [
        { start: 0, end: 21 },
        { start: 22, end: 38 },
      ],
      support: 1,
      converted: false,
    });
    expect(first?.citation.locator).toContain('Fees');
    expect(first?.citation.locator).toContain('page 3');
    expect(second?.citation).toMatchObject({ n: 2, documentId: 'cats', locator: '' });
    for (const absent of ['publisher', 'url', 'asOf', 'verified']) {
      expect(second?.citation).not.toHaveProperty(absent);
    }
  });

  it('tells whether the asker sees another script than the source has; the quote stays the original', () => {
    const source = makeSource('許可證的費用為85元。', { variety: 'zh-Hant' });
    const cite = (...request: Parameters<typeof makeSpeaker>) =>
      citeSources([source], makeSpeaker(...request))[0]?.citation;
    expect(cite('zh-Hans')).toMatchObject({ converted: true, quote: '許可證的費用為85元。' });
    expect(cite('zh-Hant')?.converted).toBe(false);
    expect(cite('yue-Hant')?.converted).toBe(false);
    expect(cite('en')?.converted).toBe(false);
    const latin = makeSource('The fee is 85 pounds.');
    expect(citeSources([latin], makeSpeaker('zh-Hans'))[0]?.citation.converted).toBe(false);
  });
});

describe('nearestSources', () => {
  const near = (documentId: string, score: number, group?: string): Candidate => ({
    hit: {
      passage: makePassage('Text.', { documentId, title: documentId, ...(group !== undefined && { group }) }),
      score,
      keyword: score,
      expired: false,
    },
    match: undefined,
    score,
    coverage: 1,
    sentenceCoverage: 1,
    answeringCoverage: 1,
    elsewhere: false,
  });

  it('names the best first, each document and all its language versions once', () => {
    const candidates = [
      near('fee/en', 0.5, 'fee'),
      near('file', 0.7),
      near('fee/zh', 0.9, 'fee'),
      near('file', 0.6),
      near('cats', 0.4),
    ];
    expect(nearestSources(candidates, 3).map(({ documentId }) => documentId)).toEqual([
      'fee/zh',
      'file',
      'cats',
    ]);
    expect(nearestSources(candidates, 1)).toHaveLength(1);
    expect(nearestSources([], 3)).toEqual([]);
  });
});

describe('inScriptOf', () => {
  it('converts Chinese for who reads the other script, and nothing else', () => {
    const passage = makePassage('許可證', { variety: 'zh-Hant' });
    expect(inScriptOf('許可證', passage, 'zh-Hans')).toBe('许可证');
    expect(inScriptOf('許可證', passage, 'yue-Hant')).toBe('許可證');
    expect(inScriptOf('許可證', passage, 'en')).toBe('許可證');
    expect(inScriptOf('permit', makePassage('permit'), 'zh-Hans')).toBe('permit');
    expect(inScriptOf('许可证', makePassage('许可证', { variety: 'zh-Hans' }), 'yue-Hant')).toBe('許可證');
  });
});
