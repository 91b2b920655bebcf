import { useLayoutEffect, useRef } from 'preact/hooks';
import { TurnView } from '../answer/turn-view.tsx';
import { chatTitle } from '../chat/chat.ts';
import type { Conversation } from '../chat/use-conversation.ts';
import { usePage } from './page-context.ts';

/** The questions and answers of the open chat. */
export function ConversationView({ conversation }: { readonly conversation: Conversation }) {
  const { guessTag } = usePage();
  const { chat, busy, retry } = conversation;
  const list = useRef<HTMLDivElement>(null);
  const last = chat.turns.at(-1)?.id;
  // A new question goes to the top and stays there: the answer grows below it without moving the text.
  useLayoutEffect(() => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    list.current?.lastElementChild?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }, [last]);
  const title = chatTitle(chat);
  return (
    <>
      <h1 class="sr-only" lang={guessTag(title)}>
        {title}
      </h1>
      <div ref={list} class="turns">
        {chat.turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} onRetry={turn.id === last && !busy ? retry : undefined} />
        ))}
      </div>
    </>
  );
}
