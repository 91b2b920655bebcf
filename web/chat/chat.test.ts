import { describe, expect, it } from 'vitest';
import { makeAnswer } from '../answer/testing/make-answer.ts';
import { type Chat, changeTurn, chatTitle, makeId, reviveChat } from './chat.ts';
import { applyEvent, beginTurn, stopTurn } from './turn.ts';

function chatOf(question: string): Chat {
  return { id: 'c', updatedAt: '2026-05-01T00:00:00Z', turns: [beginTurn('t', question)] };
}

describe('chatTitle', () => {
  it('is the first question on one line, cut between characters', () => {
    expect(chatTitle(chatOf('  What\n is  it? '))).toBe('What is it?');
    expect(Array.from(chatTitle(chatOf('𠝹'.repeat(100))))).toHaveLength(80);
    expect(chatTitle({ ...chatOf(''), turns: [] })).toBe('');
  });
});

describe('changeTurn', () => {
  it('changes the one turn only', () => {
    const chat = { ...chatOf('a'), turns: [beginTurn('1', 'a'), beginTurn('2', 'b')] };
    const changed = changeTurn(chat, '2', stopTurn);
    expect(changed.turns.map((turn) => turn.state)).toEqual(['working', 'stopped']);
    expect(changeTurn(chat, '3', stopTurn).turns).toEqual(chat.turns);
  });
});

describe('reviveChat', () => {
  const done = applyEvent(beginTurn('t', 'q'), { type: 'answer', answer: makeAnswer() });

  it('reads what was written, work under way as stopped', () => {
    const chat = { ...chatOf('q'), turns: [done, beginTurn('u', 'r')] };
    const revived = reviveChat(JSON.parse(JSON.stringify(chat)));
    expect(revived?.turns).toEqual([done, stopTurn(beginTurn('u', 'r'))]);
  });

  it('drops turns it cannot show, and chats without any', () => {
    const { answer: _, ...unanswered } = done;
    const broken = [null, 'x', {}, unanswered, { ...done, answer: { text: 'x' } }];
    expect(reviveChat({ ...chatOf('q'), turns: [...broken, done] })?.turns).toEqual([done]);
    expect(reviveChat({ ...chatOf('q'), turns: broken })).toBeUndefined();
  });

  it.each([null, 7, 'x', [], {}, { id: 'c' }, { id: 'c', updatedAt: 'x', turns: {} }])(
    'refuses %j',
    (value) => {
      expect(reviveChat(value)).toBeUndefined();
    },
  );
});

describe('makeId', () => {
  it('is different each time', () => {
    expect(new Set(Array.from({ length: 100 }, makeId)).size).toBe(100);
  });
});
