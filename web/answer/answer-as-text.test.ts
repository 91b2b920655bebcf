import { describe, expect, it } from 'vitest';
import { sayIn } from '../language/words.ts';
import { answerAsText } from './answer-as-text.ts';
import { makeAnswer, makeCitation } from './testing/make-answer.ts';

const say = sayIn({ sources: 'Sources', asOf: 'As of {date}' });
const write = (answer: ReturnType<typeof makeAnswer>) => answerAsText(answer, say, (day) => `<${day}>`);

describe('answerAsText', () => {
  it('lists the sources below the answer', () => {
    expect(write(makeAnswer())).toBe(
      [
        'The wage is $43.1 [1].',
        '',
        'Sources',
        '[1] Minimum wage, Labour Department, s. 8, As of <2026-05-01>',
        '    https://www.labour.gov.hk/',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what a source does not have', () => {
    const { publisher: _, url: __, asOf: ___, ...rest } = makeCitation({ n: 2, locator: '' });
    expect(write(makeAnswer({ citations: [rest] }))).toContain('\n[2] Minimum wage\n');
  });

  it('is only the answer when it has no sources', () => {
    expect(write(makeAnswer({ text: 'Hello!', citations: [] }))).toBe('Hello!');
  });
});
