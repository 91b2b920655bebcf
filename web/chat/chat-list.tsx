import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { type Chat, chatTitle } from './chat.ts';
import type { Conversation } from './use-conversation.ts';

/** What {@link ChatList} lists. */
export interface ChatListProps {
  readonly conversation: Conversation;
  /** Called when a chat was opened. */
  readonly onChosen: () => void;
}

/** The chats of this browser: open one, delete one, delete all. */
export function ChatList({ conversation, onChosen }: ChatListProps) {
  const { say } = usePage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { chats, chat: current } = conversation;
  return (
    <nav class="history" aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {say('history')}
      </h2>
      {chats.length === 0 && <p class="small">{say('historyEmpty')}</p>}
      {chats.length > 0 && (
        <ul class="rows" role="list" aria-labelledby={id}>
          {chats.map((chat) => (
            <ChatRow
              key={chat.id}
              chat={chat}
              current={chat.id === current.id}
              onOpen={() => {
                if (chat.id !== current.id) conversation.open(chat);
                onChosen();
              }}
              onDelete={() => {
                heading.current?.focus();
                conversation.remove(chat.id);
              }}
            />
          ))}
        </ul>
      )}
      <p class="small">{say('historyNote')}</p>
      {chats.length > 0 && (
        <DeleteAll
          onDelete={() => {
            heading.current?.focus();
            conversation.removeAll();
          }}
        />
      )}
    </nav>
  );
}

interface ChatRowProps {
  readonly chat: Chat;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}

function ChatRow({ chat, current, onOpen, onDelete }: ChatRowProps) {
  const { say, guessTag } = usePage();
  const title = chatTitle(chat);
  return (
    <li class="row">
      <button
        type="button"
        class="row-text row-button"
        aria-current={current ? 'true' : undefined}
        lang={guessTag(title)}
        title={title}
        onClick={onOpen}
      >
        {title}
      </button>
      <button type="button" class="icon-button" aria-label={say('deleteChat', { title })} onClick={onDelete}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Asks once more before everything goes. */
function DeleteAll({ onDelete }: { readonly onDelete: () => void }) {
  const { say } = usePage();
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) cancel.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" class="button button-quiet" onClick={() => setAsking(true)}>
        {say('deleteAll')}…
      </button>
    );
  }
  return (
    <div class="action-row">
      <button ref={cancel} type="button" class="button" onClick={() => setAsking(false)}>
        {say('cancel')}
      </button>
      <button type="button" class="button button-primary" onClick={onDelete}>
        {say('deleteAll')}
      </button>
    </div>
  );
}
