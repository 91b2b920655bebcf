import { describe, expect, it } from 'vitest';
import { isVerbatim } from '../governance/index.ts';
import type { FoundPassage } from '../knowledge/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import type { ChosenSource } from './choose-sources.ts';
import { noticesOf, quoteSource } from './quote-sources.ts';
import { makeCited, makePassage, makeSource, makeSpeaker } from './testing/make-speaker.ts';

function quote(variety: ReplyVariety, source: ChosenSource) {
  const speaker = makeSpeaker(variety);
  return makeCited(speaker, source).flatMap((cited) => quoteSource(cited, speaker));
}

const chinese = '許可證的費用為85元。';

describe('quoteSource', () => {
  it('quotes each piece word for word, with quotation marks and number of the asker', () => {
    const quoted = quote('en', makeSource('The fee is 85 pounds. It is paid once.'));
    expect(quoted.map(({ text }) => text)).toEqual(['“The fee is 85 pounds.” [1]', '“It is paid once.” [1]']);
    expect(quoted[0]).toMatchObject({
      kind: 'quotation',
      origin: 'quotation',
      citations: [1],
      claim: 'The fee is 85 pounds.',
    });
  });

  it('writes Chinese in the script of the asker', () => {
    const source = makeSource(chinese, { variety: 'zh-Hant' });
    expect(quote('zh-Hans', source)[0]?.text).toBe('「许可证的费用为85元。」[1]');
    expect(quote('yue-Hant', source)[0]?.text).toBe('「許可證的費用為85元。」[1]');
    expect(quote('en', source)[0]?.text).toBe('“許可證的費用為85元。” [1]');
  });

  it('puts lines together: with a space in Latin text, without one in Chinese', () => {
    const text = 'The fee of a\npermit is 85.\n許可證的\n費用為85元。';
    const passage = makePassage(text);
    const [quoted] = quote('en', { passage, spans: [{ start: 0, end: text.length, text }] });
    expect(quoted?.claim).toBe('The fee of a permit is 85. 許可證的費用為85元。');
    expect(isVerbatim(quoted!.claim!, text)).toBe(true);
  });
});

describe('noticesOf', () => {
  const notices = (variety: ReplyVariety, sources: readonly ChosenSource[], older?: FoundPassage) => {
    const speaker = makeSpeaker(variety);
    return noticesOf(makeCited(speaker, ...sources), older, speaker);
  };

  it('has nothing to say of a source that is as it should be', () => {
    expect(notices('en', [makeSource('The fee is 85 pounds.')])).toEqual([]);
  });

  it('says each thing once, whatever the number of sources', () => {
    const source = makeSource(chinese, { variety: 'zh-Hant', verified: 'general-knowledge' });
    expect(notices('zh-Hans', [source, source])).toEqual(['converted!', 'unverified!']);
    expect(notices('en', [source, source])).toEqual(['other language!', 'unverified!']);
  });

  it('says until when a source held, and which older one says something else', () => {
    const expired = { ...makeSource('The fee is 85 pounds.'), expired: '2025-12-31' };
    const older = makePassage('The fee is 80 pounds.', { title: 'Old fees', asOf: '2020-01-01' });
    expect(notices('en', [expired], older)).toEqual(['expired 2025-12-31', 'older: Old fees 2020-01-01']);
  });

  it('does not take a text of figures alone for another language', () => {
    expect(notices('zh-Hant', [makeSource('85 / 90', { variety: 'und' })])).toEqual([]);
  });
});
