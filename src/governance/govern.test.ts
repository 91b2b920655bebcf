import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGovernanceDoor, type DoorOptions } from './govern.ts';
import { type Action, actions, type Clause, type Finding, type Moderator } from './spec.ts';

const words = (text: string) => ({ en: text, 'yue-Hant': `粵：${text}` });

function clause(id: string, action: Action): Clause {
  return {
    id,
    title: words(id),
    class: 'guard',
    stages: ['output'],
    check: 'phrases',
    action,
    disclosure: words(`clause ${id} applies`),
  };
}

function finds(...findings: Finding[]): Moderator {
  return { id: 'fixed', stage: 'output', moderate: () => findings };
}

function whole(id: string, text = 'a bad word'): Finding {
  return { clause: id, spans: [{ start: 0, end: text.length }] };
}

function judge(moderators: readonly Moderator[], rest: Partial<DoorOptions> = {}) {
  const door = createGovernanceDoor({
    clauses: actions.map((action, at) => clause(`x-1.${at}`, action)),
    moderators,
    timeoutMs: 50,
    unverifiedNotice: (variety) => `not checked (${variety})`,
    ...rest,
  });
  return door.govern('output', 'a bad word', { variety: 'en' });
}

const idOf = (action: Action) => `x-1.${actions.indexOf(action)}`;

const withheld = {
  text: '',
  decision: { action: 'unverified', clauses: [], spans: [], stage: 'output', disclosure: 'not checked (en)' },
};

describe('createGovernanceDoor', () => {
  it('lets a text pass that no clause applies to', async () => {
    expect(await judge([finds()])).toEqual({
      text: 'a bad word',
      decision: { stage: 'output', action: 'allow', clauses: [], spans: [] },
    });
  });

  describe('withholds what could not be checked', () => {
    const broken: [string, unknown][] = [
      ['no list', undefined],
      ['a word', 'fine'],
      ['a finding that is none', [null]],
      ['a finding without places', [{ clause: 'x-1.0' }]],
      ['an unknown clause', [whole('x-9.9')]],
      ['a place before the text', [{ clause: 'x-1.0', spans: [{ start: -1, end: 2 }] }]],
      ['a place after the text', [{ clause: 'x-1.0', spans: [{ start: 0, end: 11 }] }]],
      ['a place that ends before it starts', [{ clause: 'x-1.0', spans: [{ start: 3, end: 2 }] }]],
      ['a place that is no number', [{ clause: 'x-1.0', spans: [{ start: Number.NaN, end: 2 }] }]],
      ['a place between two characters', [{ clause: 'x-1.0', spans: [{ start: 0.5, end: 2 }] }]],
    ];

    it.each(broken)('a moderator answers %s', async (_what, answer) => {
      expect(await judge([{ id: 'broken', stage: 'output', moderate: () => answer as Finding[] }])).toEqual(
        withheld,
      );
    });

    it.each<[string, Moderator['moderate']]>([
      [
        'throws',
        () => {
          throw new Error('broken');
        },
      ],
      ['rejects', () => Promise.reject(new Error('broken'))],
      ['never answers', () => new Promise<Finding[]>(() => undefined)],
    ])('a moderator %s', async (_what, moderate) => {
      expect(await judge([finds(), { id: 'broken', stage: 'output', moderate }])).toEqual(withheld);
    });

    it('also when another moderator found a milder clause', async () => {
      const broken = {
        id: 'broken',
        stage: 'output' as const,
        moderate: () => Promise.reject(new Error('x')),
      };
      expect(await judge([finds(whole(idOf('allow'))), broken])).toEqual(withheld);
    });
  });

  it.each<Action>(['decline', 'handoff', 'clarify', 'unverified'])(
    'withholds the text on %s',
    async (action) => {
      const { text, decision } = await judge([finds(whole(idOf(action)))]);
      expect(text).toBe('');
      expect(decision).toMatchObject({ action, clauses: [idOf(action)] });
    },
  );

  it.each<Action>(['allow', 'allow-with-context', 'allow-with-support'])(
    'lets the text pass on %s',
    async (action) => {
      const { text, decision } = await judge([finds(whole(idOf(action)))]);
      expect(text).toBe('a bad word');
      expect(decision).toMatchObject({ action, disclosure: `clause ${idOf(action)} applies` });
    },
  );

  it.each<Action>(['redact', 'partial'])('blacks out the places on %s', async (action) => {
    const spans = [
      { start: 2, end: 5 },
      { start: 4, end: 6 },
    ];
    const { text, decision } = await judge([finds({ clause: idOf(action), spans })]);
    expect(text).toBe('a ████word');
    expect(decision.spans).toEqual(spans.map((span) => ({ ...span, clause: idOf(action) })));
  });

  it('hides everything when a redacting clause names no place', async () => {
    expect((await judge([finds({ clause: idOf('redact'), spans: [] })])).text).toBe('');
  });

  it('blacks out also where a stricter clause lets the rest pass', async () => {
    const redacted = { clause: idOf('redact'), spans: [{ start: 2, end: 5 }] };
    const { text, decision } = await judge([finds(redacted), finds(whole(idOf('partial')))]);
    expect(text).toBe('█'.repeat(10));
    expect(decision.clauses).toEqual([idOf('redact'), idOf('partial')]);
  });

  it('lets the strictest clause decide, in whatever order they come', async () => {
    const order: Action[] = [
      ...(['allow', 'allow-with-context', 'allow-with-support', 'clarify', 'redact', 'partial'] as const),
      ...(['handoff', 'decline', 'unverified'] as const),
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(order, { minLength: 1 }), async (found) => {
        const strictest = order.findLast((action) => found.includes(action));
        const { decision } = await judge(found.map((action) => finds(whole(idOf(action)))));
        expect(decision.action).toBe(strictest);
        expect(decision.disclosure).toBe(`clause ${idOf(strictest ?? 'allow')} applies`);
        expect(decision.clauses).toHaveLength(found.length);
      }),
    );
  });

  it('asks only the moderators of the stage', async () => {
    expect((await judge([{ ...finds(whole(idOf('decline'))), stage: 'input' }])).text).toBe('a bad word');
  });

  it('speaks the variety it is asked for, and another where a clause lacks it', async () => {
    const door = createGovernanceDoor({
      clauses: [clause('x-1.1', 'decline')],
      moderators: [finds(whole('x-1.1'))],
      unverifiedNotice: () => '',
    });
    const inVariety = async (variety: string) =>
      (await door.govern('output', 'a bad word', { variety })).decision.disclosure;
    expect(await inVariety('yue-Hant')).toBe('粵：clause x-1.1 applies');
    expect(await inVariety('zh-Hans')).toBe('clause x-1.1 applies');
  });

  it('passes no empty text for another', async () => {
    const door = createGovernanceDoor({ clauses: [], moderators: [], unverifiedNotice: () => '' });
    expect((await door.govern('input', '', { variety: 'en' })).text).toBe('');
  });
});
