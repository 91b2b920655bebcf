import type { GovernedText } from '../../governance/index.ts';
import type { Ask, AssistantAnswer, AssistantEvent } from '../assistant.ts';

/** Text as if it had passed the door. */
export function released(text: string): GovernedText {
  return text as GovernedText;
}

/** An answer of two sentences, with what a test wants to be different. */
export function makeAnswer(changes: Partial<AssistantAnswer> = {}): AssistantAnswer {
  return {
    text: released('A permit costs 85 pounds [1]. It is valid for 3 years [1].'),
    sentences: [
      { text: released('A permit costs 85 pounds [1].'), kind: 'quotation', citations: [1] },
      { text: released('It is valid for 3 years [1].'), kind: 'quotation', citations: [1] },
    ],
    variety: 'en',
    outcome: 'answered',
    mode: 'extractive',
    citations: [
      {
        n: 1,
        documentId: 'permit',
        passageId: 'permit#0',
        collection: 'region',
        title: 'Permits',
        locator: '',
        quote: 'A permit costs 85 pounds.',
        spans: [{ start: 0, end: 25 }],
        support: 1,
        converted: false,
      },
    ],
    nearest: [],
    decisions: [{ stage: 'output', action: 'allow', clauses: [], spans: [] }],
    model: null,
    trace: [],
    ...changes,
  };
}

/** The events an answer comes with. */
export function eventsOf(answer: AssistantAnswer): AssistantEvent[] {
  return [
    { type: 'status', step: 'understand' },
    { type: 'status', step: 'search' },
    { type: 'sources', citations: answer.citations },
    ...answer.sentences.map((sentence) => ({ type: 'sentence' as const, sentence })),
    { type: 'answer', answer },
  ];
}

/** An assistant that follows a script, and remembers what it was asked. An `Error` is thrown in its place. */
export function scriptAsk(events: readonly (AssistantEvent | Error | Promise<void>)[]) {
  const requests: Parameters<Ask>[1][] = [];
  const ask: Ask = async function* scripted(_workspace, request) {
    requests.push(request);
    for (const event of events) {
      request.signal?.throwIfAborted();
      if (event instanceof Error) throw event;
      if (event instanceof Promise) await event;
      else yield event;
    }
  };
  return { ask, requests };
}
