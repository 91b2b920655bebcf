import type { StatusView } from '../../src/server/api-schema.ts';
import { ChatList } from '../chat/chat-list.tsx';
import type { Conversation } from '../chat/use-conversation.ts';
import { Icon } from './icons.tsx';
import { ModelLine } from './model-line.tsx';
import { usePage } from './page-context.ts';
import { ThemeSelect } from './selects.tsx';
import type { Theme } from './theme.ts';

/** What {@link MenuContent} shows and does. */
export interface MenuContentProps {
  readonly conversation: Conversation;
  readonly status: StatusView | undefined;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  /** Missing when the service takes no documents. */
  readonly onDocuments: (() => void) | undefined;
  readonly documentCount: number;
  /** Looks up what became of an appeal. */
  readonly onAppeals: () => void;
  /** Called when a chat was chosen. */
  readonly onChosen: () => void;
}

/** Chats, documents and settings: beside the conversation on a desk, in a drawer on a phone. */
export function MenuContent(props: MenuContentProps) {
  const { conversation, onDocuments, documentCount, onChosen } = props;
  const { say, region } = usePage();
  return (
    <div class="menu">
      <button
        type="button"
        class="button menu-button"
        onClick={() => {
          conversation.startNew();
          onChosen();
        }}
      >
        <Icon name="plus" />
        {say('newChat')}
      </button>
      {onDocuments !== undefined && (
        <button
          type="button"
          class="button menu-button"
          aria-haspopup="dialog"
          onClick={(event) => {
            event.currentTarget.focus();
            onDocuments();
          }}
        >
          <Icon name="document" />
          {say('documents')}
          {documentCount > 0 && <span class="count">{documentCount}</span>}
        </button>
      )}
      <ChatList conversation={conversation} onChosen={onChosen} />
      <div class="menu-end">
        <button
          type="button"
          class="link small"
          aria-haspopup="dialog"
          onClick={(event) => {
            event.currentTarget.focus();
            props.onAppeals();
          }}
        >
          {say('appealFind')}
        </button>
        <ThemeSelect theme={props.theme} onChange={props.onTheme} />
        <ModelLine status={props.status} />
        {region.operator !== undefined && <p class="small">{region.operator}</p>}
      </div>
    </div>
  );
}
