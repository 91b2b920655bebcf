import { useEffect } from 'preact/hooks';
import { type Chat, chatTitle } from '../chat/chat.ts';
import type { Say } from '../language/words.ts';

/** Names the browser's tab after the open chat. */
export function useDocumentTitle(chat: Chat, say: Say): void {
  const title = chatTitle(chat);
  useEffect(() => {
    document.title = title === '' ? `${say('title')} – ${say('tagline')}` : `${title} – ${say('title')}`;
  }, [say, title]);
}
