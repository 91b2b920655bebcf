import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GovernedText } from '../governance/index.ts';
import { joinSentences } from './communicate.ts';
import type { AnswerSentence } from './spec.ts';
import { drain, makePassage, makeSpeaker } from './testing/make-speaker.ts';

const fee = makePassage('The fee is 85 pounds.');

describe('Speaker', () => {
  it('says what the door lets out, and keeps and reports it', async () => {
    const speaker = makeSpeaker();
    const { events, result } = await drain(
      speaker.say({
        text: '“The fee is 85 pounds.” [1]',
        kind: 'quotation',
        origin: 'quotation',
        citations: [1],
        claim: 'The fee is 85 pounds.',
        sources: [fee],
      }),
    );
    const sentence = { text: '“The fee is 85 pounds.” [1]', kind: 'quotation', citations: [1] };
    expect(result).toBe(true);
    expect(events).toEqual([{ type: 'sentence', sentence }]);
    expect(speaker.sentences).toEqual([sentence]);
    expect(speaker.decisions).toMatchObject([{ stage: 'output', action: 'allow' }]);
  });

  it.each([
    ['a frame with a forbidden word', { text: 'A forbidden word.', kind: 'frame', origin: 'frame' }],
    ['a statement without sources', { text: 'The fee is 85 pounds.', kind: 'statement', origin: 'model' }],
    [
      'a statement with another figure',
      { text: 'The fee is 95 pounds.', kind: 'statement', origin: 'model', sources: [fee] },
    ],
    [
      'a quotation that is none',
      { text: '“A fee of 85 pounds.”', kind: 'quotation', origin: 'quotation', sources: [fee] },
    ],
    [
      'words that are not those checked',
      {
        text: 'The fee is 95 pounds.',
        claim: 'The fee is 85 pounds.',
        kind: 'statement',
        origin: 'model',
        sources: [fee],
      },
    ],
  ] as const)('does not say %s, and keeps the decision', async (_, statement) => {
    const speaker = makeSpeaker();
    expect(await drain(speaker.say(statement))).toEqual({ events: [], result: false });
    expect(speaker.sentences).toEqual([]);
    expect(speaker.text()).toBe('');
    expect(speaker.decisions).toHaveLength(1);
    expect(speaker.decisions[0]?.action).toMatch(/^(?:decline|unverified)$/);
    expect(speaker.decisions[0]?.disclosure).toBeDefined();
  });

  it('tells the user of a decision what governance says of it, and nothing of one without words', async () => {
    const speaker = makeSpeaker();
    expect(await speaker.admit('input', 'I hurt myself, what is the fee?')).not.toBe('');
    const sentence = { text: 'Help is on 555.', kind: 'notice', citations: [] };
    expect([...speaker.disclose(speaker.decisions[0])]).toEqual([{ type: 'sentence', sentence }]);
    expect(speaker.sentences).toEqual([sentence]);
    const calm = makeSpeaker();
    await calm.admit('input', 'What is the fee?');
    expect([...calm.disclose(calm.decisions[0]), ...calm.disclose(undefined)]).toEqual([]);
  });

  it('lets in passages silently, and keeps what was done to one', async () => {
    const speaker = makeSpeaker();
    expect(await speaker.admit('retrieval', 'A plain passage.')).toBe('A plain passage.');
    expect(speaker.decisions).toEqual([]);
    expect(await speaker.admit('retrieval', 'A forbidden passage.')).toBe('');
    expect(speaker.decisions).toMatchObject([{ stage: 'retrieval', clauses: ['x-3.2'] }]);
  });
});

describe('joinSentences', () => {
  const said = (text: string, kind: AnswerSentence['kind'] = 'frame') => ({
    text: text as GovernedText,
    kind,
  });
  const join = (...texts: string[]) => joinSentences(texts.map((text) => said(text)));

  it('puts a space between English sentences and none between Chinese ones', () => {
    expect(join('One. [1]', 'Two.')).toBe('One. [1] Two.');
    expect(join('The sources say:', '“The fee.” [1]', '“A day.” [2]')).toBe(
      'The sources say: “The fee.” [1] “A day.” [2]',
    );
    expect(join('資料說：', '「甲。」[1]', '「乙。」[2]')).toBe('資料說：「甲。」[1]「乙。」[2]');
    expect(join('资料说：', '“甲。”[1]', '“乙。”[1][2]', '丙。')).toBe('资料说：“甲。”[1]“乙。”[1][2]丙。');
  });

  it('keeps English and Chinese apart where they meet', () => {
    expect(join('The sources say:', '“甲。” [1]', '“乙。” [1]')).toBe(
      'The sources say: “甲。” [1] “乙。” [1]',
    );
    expect(join('資料說：', '「The fee.」[1]', '「A day.」[1]')).toBe('資料說：「The fee.」[1]「A day.」[1]');
    expect(join('甲。[1]', 'Two.')).toBe('甲。[1] Two.');
    expect(join('One.', '甲。')).toBe('One.甲。');
  });

  it('gives notices and the nearest sources lines of their own', () => {
    expect(
      joinSentences([
        said('Help.', 'notice'),
        said('The sources say:'),
        said('“Fee.” [1]', 'quotation'),
        said('Old.', 'notice'),
        said('Other.', 'notice'),
      ]),
    ).toBe('Help.\nThe sources say: “Fee.” [1]\nOld.\nOther.');
    expect(joinSentences([said('No.'), said('Nearest: “A”', 'nearest'), said('Ask them.')])).toBe(
      'No.\nNearest: “A”\nAsk them.',
    );
  });

  it('only adds to the text with each sentence, and is the text of the answer', async () => {
    const sentence = fc.record({
      text: fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('甲。[1]', '“A.” [2]', '「乙」', 'Three.', '…'),
      ),
      kind: fc.constantFrom<'frame' | 'notice' | 'nearest'>('frame', 'notice', 'nearest'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 6 }), async (sentences) => {
        const speaker = makeSpeaker();
        let before = '';
        for (const { text, kind } of sentences) {
          await drain(speaker.frame(text, kind));
          const joined = joinSentences(speaker.sentences);
          expect(joined.startsWith(before)).toBe(true);
          expect(joined).toBe(speaker.text());
          before = joined;
        }
      }),
    );
  });
});
