import { describe, expect, it } from 'vitest';
import { classifyIntent } from './classify-intent.ts';
import type { IntentPhrases } from './region-words.ts';

const phrases: IntentPhrases = {
  greeting: ['hello', 'good morning', '你好', '早晨'],
  thanks: ['thank you', '多謝', '谢谢'],
  about: ['who are you', '你係邊個'],
  live: ['weather today', 'next ferry', '今日天氣'],
  followUp: ['and', 'what about', '咁', '那'],
  reference: ['it', 'that', '佢', '这个'],
};

const intentOf = (text: string) => classifyIntent(text, phrases, []).intent;
const history = [{ question: 'What is the minimum wage?', answer: '12 pounds.' }];
const continued = (text: string) => classifyIntent(text, phrases, history).continues;

describe('classifyIntent', () => {
  it.each([
    ['Hello!', 'greeting'],
    ['hello there', 'greeting'],
    ['你好呀！', 'greeting'],
    ['THANK YOU.', 'thanks'],
    ['多谢晒', 'thanks'],
    ['Who are you?', 'about'],
    ['你係邊個呀', 'about'],
    ['', 'empty'],
    [' ?!… 😀 ', 'empty'],
    ['What is the weather today in the harbour?', 'live'],
    ['今日天气点样', 'live'],
    ['What is the minimum wage?', 'knowledge'],
  ])('takes %j for %s', (text, intent) => {
    expect(intentOf(text)).toBe(intent);
  });

  it('takes a greeting or thanks for small talk only when it is the whole turn', () => {
    expect(intentOf('Hello, what is the minimum wage?')).toBe('knowledge');
    expect(intentOf('你好，最低工資係幾多？')).toBe('knowledge');
    expect(intentOf('thank you, and how long is annual leave')).toBe('knowledge');
  });

  it('matches Latin phrases by whole words', () => {
    expect(intentOf('othello')).toBe('knowledge');
    expect(continued('android phone shops in the harbour')).toBeUndefined();
    expect(continued('is a visit to the clinic free')).toBeUndefined();
  });

  it('lets a short turn that opens or refers like one continue the last question', () => {
    for (const text of [
      'And for apprentices?',
      'what about part-time',
      'Who sets it?',
      '咁學徒呢？',
      '佢幾時加？',
      '这个适用于兼职吗',
    ]) {
      expect(continued(text)).toBe('What is the minimum wage?');
    }
  });

  it('follows a chain of follow-ups back to the question that stands alone, oldest first', () => {
    const questions = [
      'How long is annual leave?',
      'What is the minimum wage?',
      'And for apprentices?',
      '咁兼職呢？',
    ];
    const chain = questions.map((question) => ({ question }));
    expect(classifyIntent('And who sets it?', phrases, chain).continues).toBe(
      'What is the minimum wage? And for apprentices? 咁兼職呢？',
    );
    expect(classifyIntent('And who sets it?', phrases, chain.slice(2)).continues).toBe(
      'And for apprentices? 咁兼職呢？',
    );
  });

  it('lets a long turn, one that refers to nothing, and the first of all stand alone', () => {
    expect(continued('How many days of annual leave do I get?')).toBeUndefined();
    expect(
      continued(
        'And how many days of paid annual leave does a worker get after ten years of service in one firm?',
      ),
    ).toBeUndefined();
    expect(classifyIntent('And for apprentices?', phrases, []).continues).toBeUndefined();
  });
});
