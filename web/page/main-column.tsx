import type { ComponentChildren } from 'preact';
import type { Conversation } from '../chat/use-conversation.ts';
import { Composer } from './composer.tsx';
import { ConversationView } from './conversation-view.tsx';
import { EmptyState } from './empty-state.tsx';
import { usePage } from './page-context.ts';

/** What {@link MainColumn} shows. */
export interface MainColumnProps {
  readonly conversation: Conversation;
  /** Stands below the examples of an empty page. */
  readonly children?: ComponentChildren;
}

/** The conversation, and below it where one writes. */
export function MainColumn({ conversation, children }: MainColumnProps) {
  const { say } = usePage();
  const { chat, busy, ask, stop } = conversation;
  return (
    <main class="main">
      <div class="column">
        {chat.turns.length === 0 ? (
          <EmptyState onAsk={ask}>{children}</EmptyState>
        ) : (
          <ConversationView key={chat.id} conversation={conversation} />
        )}
        <p class="disclaimer small">{say('disclaimer')}</p>
      </div>
      <div class="dock">
        <Composer chatId={chat.id} busy={busy} onAsk={ask} onStop={stop} />
      </div>
    </main>
  );
}
