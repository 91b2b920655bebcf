import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../models/spec.ts';
import { enhanceQuery } from './enhance-query.ts';
import { selectSentences } from './select-sentences.ts';
import { makePassage, tools } from './testing/make-speaker.ts';

async function select(question: string, text: string, embedding?: EmbeddingModel) {
  const query = enhanceQuery(question, tools);
  const unitWeights = query.units.map(() => 1);
  return selectSentences(
    makePassage(text),
    { query, unitWeights, ...(embedding !== undefined && { embedding }) },
    tools,
  );
}

const texts = async (...request: Parameters<typeof select>) =>
  (await select(...request)).map((span) => span.text);

const office = 'The office has a garden. It has two doors and a cat. Nobody knows why.';

describe('selectSentences', () => {
  it('prefers the kind of thing the question wants to hear', async () => {
    const text =
      'Gardens are green. The permit is a card. The permit has a photo of the holder. The permit costs 85 pounds. Trees are tall.';
    expect(await texts('How much is a permit?', text)).toEqual([
      'The permit is a card. The permit has a photo of the holder. The permit costs 85 pounds.',
    ]);
    const contact = `${office} Call the desk on 555 0112. The desk is made of wood.`;
    expect((await texts('What is the phone number of the desk?', contact)).join(' ')).toContain('555 0112');
    const time = `${office} The permit is valid for 3 years. The permit is yellow and has 12 lines.`;
    expect((await texts('How long is a permit valid?', time))[0]).toContain('3 years');
  });

  it('leaves out what has little to do with the question', async () => {
    const text = 'Gardens are green. Cats are grey. The fee of a permit is 85 pounds. Trees are tall.';
    expect(await texts('How much is the fee of a permit?', text)).toEqual([
      'The fee of a permit is 85 pounds.',
    ]);
  });

  it('keeps the order of the passage and joins neighbours to one exact slice', async () => {
    const text =
      'The permit costs 85 pounds.\nA permit lasts 3 years. Cats are grey. Ask for a permit in May.';
    const spans = await select('permit', text);
    expect(spans.map((span) => span.text)).toEqual([
      'The permit costs 85 pounds.\nA permit lasts 3 years.',
      'Ask for a permit in May.',
    ]);
    for (const { start, end, text: slice } of spans) expect(text.slice(start, end)).toBe(slice);
  });

  it('quotes a passage of one sentence, and nothing of an empty one', async () => {
    expect(await texts('permit', 'Trees are tall.')).toEqual(['Trees are tall.']);
    expect(await texts('permit', ' \n ')).toEqual([]);
  });

  it('does not fill an answer with long sentences', async () => {
    const long = (name: string) => `The permit ${name} ${'and the office '.repeat(30)}is here.`;
    const chosen = await texts('permit', `${long('one')} ${long('two')} ${long('three')}`);
    expect(chosen).toHaveLength(1);
    // Han characters are read one by one: the same length of text is twice as long.
    const han = (name: string) => `許可證${name}${'和辦事處'.repeat(50)}。`;
    expect((await texts('許可證', `${han('甲')}${han('乙')}${han('丙')}`)).join('').length).toBeLessThan(300);
  });

  it('chooses by meaning where there is an embedding model', async () => {
    const near: EmbeddingModel = {
      id: 'near-cats',
      dimensions: 2,
      embed: (list, kind) =>
        Promise.resolve(
          list.map((text) => new Float32Array(kind === 'query' || text.includes('Cats') ? [1, 0] : [0, 1])),
        ),
    };
    const text = 'Trees are tall. Roads are long. Cats are grey. Seas are deep.';
    expect(await texts('Which animals are there?', text, near)).toEqual(['Cats are grey.']);
  });

  it('gives exact slices in order, three sentences at most, whatever the text and the question', async () => {
    const sentence = fc.constantFrom(
      'The permit costs 85 pounds. ',
      'Cats are grey.\n',
      '許可證的費用為85元。',
      'Why? ',
      '「甲。」',
      'approx. 3.5 km\n\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(sentence, fc.string()), { maxLength: 12 }),
        fc.oneof(fc.string(), fc.constantFrom('How much is a permit?', '許可證幾多錢')),
        async (parts, question) => {
          const text = parts.join('');
          const spans = await select(question, text);
          let last = 0;
          for (const { start, end, text: slice } of spans) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(text.slice(start, end)).toBe(slice);
            expect(slice.trim()).toBe(slice);
            expect(slice).not.toBe('');
            last = end;
          }
          expect(spans.length).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 60 },
    );
  });
});
