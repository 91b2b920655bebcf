import { useEffect, useRef, useState } from 'preact/hooks';
import { toProblem } from '../api/problem.ts';
import { streamChat } from '../api/stream-chat.ts';
import type { BrowserStore } from '../page/browser-store.ts';
import { type Chat, changeTurn, makeId, newChat } from './chat.ts';
import { deleteAllChats, deleteChat, historyKey, readChats, saveChat } from './chat-history.ts';
import { type ChatContext, makeChatRequest } from './chat-request.ts';
import { type Turn, applyEvent, beginTurn, failTurn, stopTurn } from './turn.ts';

/** The open chat, the kept ones, and what can be done with them. */
export interface Conversation {
  readonly chat: Chat;
  readonly chats: readonly Chat[];
  readonly busy: boolean;
  readonly ask: (question: string) => void;
  /** Asks the last question again, in place of what came of it. */
  readonly retry: () => void;
  readonly stop: () => void;
  readonly open: (chat: Chat) => void;
  readonly startNew: () => void;
  readonly remove: (id: string) => void;
  readonly removeAll: () => void;
}

/** Keeps the conversation of the page: one chat is open, at most one question is being answered. */
export function useConversation(
  store: BrowserStore,
  context: Pick<ChatContext, 'variety' | 'collection'>,
): Conversation {
  const [chat, setChat] = useState(newChat);
  const [chats, setChats] = useKeptChats(store);
  const [running, setRunning] = useState<AbortController>();
  const shown = useRef(chat.id);

  const show = (next: Chat) => {
    shown.current = next.id;
    setChat(next);
  };
  const leaveFor = (next: Chat) => {
    running?.abort();
    setRunning(undefined);
    show(next);
  };
  const ask = (question: string, turns: readonly Turn[]) => {
    const controller = new AbortController();
    setRunning(controller);
    const request = makeChatRequest(question, { ...context, turns });
    const turn = beginTurn(makeId(), question);
    const begun = { ...chat, updatedAt: new Date().toISOString(), turns: [...turns, turn] };
    show(begun);
    setChats(saveChat(store, begun));
    const tell = (now: Chat) => shown.current === now.id && setChat(now);
    const work = async () => {
      const ended = await runTurn(begun, { turn, tell, signal: controller.signal, request });
      // A chat that was deleted meanwhile stays deleted.
      if (readChats(store).some((kept) => kept.id === ended.id)) setChats(saveChat(store, ended));
      setRunning((current) => (current === controller ? undefined : current));
    };
    void work();
  };
  return {
    chat,
    chats,
    busy: running !== undefined,
    ask: (question) => ask(question, chat.turns),
    retry: () => {
      const last = chat.turns.at(-1);
      if (last !== undefined) ask(last.question, chat.turns.slice(0, -1));
    },
    stop: () => running?.abort(),
    open: leaveFor,
    startNew: () => leaveFor(newChat()),
    remove: (id) => {
      setChats(deleteChat(store, id));
      if (id === chat.id) leaveFor(newChat());
    },
    removeAll: () => {
      deleteAllChats(store);
      setChats([]);
      leaveFor(newChat());
    },
  };
}

interface Run {
  readonly turn: Turn;
  readonly request: ReturnType<typeof makeChatRequest>;
  readonly signal: AbortSignal;
  /** Told of every change. */
  readonly tell: (chat: Chat) => void;
}

async function runTurn(begun: Chat, { turn, request, signal, tell }: Run): Promise<Chat> {
  let chat = begun;
  const change = (how: (turn: Turn) => Turn) => {
    chat = changeTurn(chat, turn.id, how);
    tell(chat);
  };
  try {
    for await (const event of streamChat(request, signal)) change((now) => applyEvent(now, event));
  } catch (error) {
    change((now) => (signal.aborted ? stopTurn(now) : failTurn(now, toProblem(error))));
  }
  return chat;
}

/** The kept chats, with what other tabs do to them. */
function useKeptChats(store: BrowserStore) {
  const state = useState(() => readChats(store));
  const [, setChats] = state;
  useEffect(() => {
    const change = ({ key }: StorageEvent) => {
      if (key === historyKey || key === null) setChats(readChats(store));
    };
    addEventListener('storage', change);
    return () => removeEventListener('storage', change);
  }, []);
  return state;
}
