import { describe, expect, it } from 'vitest';
import { createShortTermMemory } from './short-term-memory.ts';

const turn = (question: string) => ({ question });

describe('createShortTermMemory', () => {
  it('keeps the last turns of a conversation, oldest first', async () => {
    const memory = createShortTermMemory({ turns: 2 });
    for (const question of ['one', 'two', 'three']) await memory.remember('a', turn(question));
    expect(await memory.recall('a')).toEqual([turn('two'), turn('three')]);
  });

  it('keeps conversations apart and knows nothing of others', async () => {
    const memory = createShortTermMemory();
    await memory.remember('a', turn('one'));
    expect(await memory.recall('b')).toEqual([]);
    await memory.remember('b', turn('two'));
    expect(await memory.recall('a')).toEqual([turn('one')]);
  });

  it('forgets the conversation that has rested for longest', async () => {
    const memory = createShortTermMemory({ conversations: 2 });
    for (const session of ['a', 'b', 'a', 'c']) await memory.remember(session, turn(session));
    expect(await memory.recall('b')).toEqual([]);
    expect(await memory.recall('a')).toHaveLength(2);
    expect(await memory.recall('c')).toHaveLength(1);
  });
});
