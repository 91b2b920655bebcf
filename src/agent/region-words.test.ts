import { describe, expect, it } from 'vitest';
import { answerMessagesSchema, channelSchema, intentPhrasesSchema } from './region-words.ts';

const messages = Object.fromEntries(
  Object.keys(answerMessagesSchema.shape).map((key) => [
    key,
    'x {title} {publisher} {date} {quote} {name} {contact} {n}',
  ]),
);

describe('answerMessagesSchema', () => {
  it.each([
    ['source', '{title}'],
    ['asOf', '{date}'],
    ['quotation', '{quote}'],
    ['olderDiffers', '{title}'],
    ['expired', '{date}'],
    ['channel', '{name}'],
    ['page', '{n}'],
    ['row', '{n}'],
    ['part', '{n}'],
  ])('wants %s to say %s', (key, placeholder) => {
    expect(answerMessagesSchema.safeParse(messages).success).toBe(true);
    const without = { ...messages, [key]: messages[key]!.replace(placeholder, '') };
    expect(answerMessagesSchema.safeParse(without).error?.issues.map(({ path }) => path)).toEqual([[key]]);
  });

  it('refuses a message that is empty, missing, or unknown', () => {
    const { intro: _intro, ...missing } = messages;
    for (const bad of [{ ...messages, intro: '' }, missing, { ...messages, extra: 'x' }]) {
      expect(answerMessagesSchema.safeParse(bad).success).toBe(false);
    }
  });
});

describe('intentPhrasesSchema', () => {
  it('wants phrases for every intent', () => {
    const phrases = Object.fromEntries(Object.keys(intentPhrasesSchema.shape).map((key) => [key, ['x']]));
    expect(intentPhrasesSchema.safeParse(phrases).success).toBe(true);
    expect(intentPhrasesSchema.safeParse({ ...phrases, live: [] }).success).toBe(false);
    expect(intentPhrasesSchema.safeParse({ ...phrases, live: [' '] }).success).toBe(false);
  });
});

describe('channelSchema', () => {
  it('wants an id, a name and an address that is https', () => {
    const channel = { id: 'desk', name: { en: 'Desk' }, url: 'https://example.org', topics: [] };
    expect(channelSchema.safeParse(channel).success).toBe(true);
    for (const bad of [
      { id: 'The desk' },
      { name: { fr: 'x' } },
      { url: 'http://example.org' },
      { phone: '' },
    ]) {
      expect(channelSchema.safeParse({ ...channel, ...bad }).success).toBe(false);
    }
  });
});
