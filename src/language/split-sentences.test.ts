import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from './split-sentences.ts';

function sentences(text: string): string[] {
  return splitSentences(text).map((sentence) => sentence.text);
}

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['甲。乙！丙？丁', ['甲。', '乙！', '丙？', '丁']],
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['第57章。See Cap. 57. Done!', ['第57章。', 'See Cap. 57.', 'Done!']],
    ['真的？！是。', ['真的？！', '是。']],
    ['一行\n二行\r\n三行', ['一行', '二行', '三行']],
    ['他走了.我留下.', ['他走了.', '我留下.']],
    ['what is mpf? how do i get it?', ['what is mpf?', 'how do i get it?']],
  ])('splits %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it.each([
    'It costs $1,500.50 a month.',
    '每月$43.1。',
    'Section 3.1.2 applies.',
    'See Cap. 57, s. 9 and No. 5.',
    'Ask Dr. Chan at 5 p.m. on Monday.',
    'The U.S. office of ABC Co. Ltd. is shut.',
    'Some papers, e.g. a passport, are needed.',
    'Read https://www.example.org/a.html?x=1!2&y=3 first.',
    '請看www.example.org/zh.html?a=1了解詳情。',
    '1. Fill in the form.',
    '3. 填妥表格。',
    '他說：「你好。我走了。」',
    '他說「好！」。',
    '僱主須付款（見第3條。另見附表。）並通知僱員。',
    'He said "Stop!" and left.',
    '《甲。乙》有規定。',
  ])('does not cut %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('tells the word no from a number that follows', () => {
    expect(sentences('He said no. Yes, he did.')).toEqual(['He said no.', 'Yes, he did.']);
  });

  it('ends a sentence before the stop of an address', () => {
    expect(sentences('See www.example.org. Then go.')).toEqual(['See www.example.org.', 'Then go.']);
  });

  it('does not wait for a quotation that is never closed', () => {
    const long = '我走了。'.repeat(50);
    expect(sentences(`他說：「你好。${long}`)).toHaveLength(51);
    expect(sentences('他說：「你好。\n我走了。')).toEqual(['他說：「你好。', '我走了。']);
  });

  const signs = ['。', '！', '?', '.', '. ', '…', '「', '」', '（', '）', '"', '\n', ' ', '\u3000', '😀'];
  const words = ['甲乙', 'Word', 'word', 'Cap', '3', '57', 'www.a.b/c?d', 'e.g.', 'No', 'I'];
  const piece = fc.constantFrom(...signs, ...words);

  it('waits for the number of a shortened word when a bracket has just been opened', () => {
    expect(sentences('See No.（')).toEqual(['See No.（']);
    expect(sentences('See No.（3）')).toEqual(['See No.（3）']);
  });

  it('changes only the last sentence while a text grows', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        let before: string[] = [];
        for (let end = 0; end <= pieces.length; end += 1) {
          const now = sentences(pieces.slice(0, end).join(''));
          expect(now.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
          before = now;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives places that slice back, in order, and drops nothing but white space', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end, text: sentence } of splitSentences(text)) {
          expect(text.slice(start, end)).toBe(sentence);
          expect(sentence).toBe(sentence.trim());
          expect(sentence).not.toBe('');
          expect(text.slice(last, start).trim()).toBe('');
          last = end;
        }
        expect(text.slice(last).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
