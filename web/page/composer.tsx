import { useEffect, useRef, useState } from 'preact/hooks';
import { longestQuestion } from '../chat/chat-request.ts';
import { isSendKey } from '../chat/is-send-key.ts';
import { formatCount } from '../language/format-values.ts';
import { Icon } from './icons.tsx';
import { usePage } from './page-context.ts';

/** What {@link Composer} asks. */
export interface ComposerProps {
  /** The chat that is written in: when another is opened, the focus comes here and the draft stays. */
  readonly chatId: string;
  readonly busy: boolean;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

/** Id of the text area, for the skip link. */
export const questionId = 'question';

/** Where the question is written. Enter sends it, Shift and Enter begin a new line. */
export function Composer({ chatId, busy, onAsk, onStop }: ComposerProps) {
  const { say } = usePage();
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => focusUnlessTouch(area.current), [chatId]);
  const submit = () => {
    const question = text.trim();
    if (question === '' || busy) return;
    setText('');
    onAsk(question);
    // On a phone the keyboard would cover the answer.
    if (!hasFinePointer()) area.current?.blur();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="sr-only" for={questionId}>
        {say('ask')}
      </label>
      <div class="grow" data-text={text}>
        <textarea
          ref={area}
          id={questionId}
          rows={1}
          maxLength={longestQuestion}
          placeholder={say('askPlaceholder')}
          enterkeyhint="send"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            submit();
          }}
        />
      </div>
      <Room length={text.length} />
      <SendButton busy={busy} empty={text.trim() === ''} onStop={onStop} />
    </form>
  );
}

interface SendButtonProps {
  readonly busy: boolean;
  readonly empty: boolean;
  readonly onStop: () => void;
}

function SendButton({ busy, empty, onStop }: SendButtonProps) {
  const { say } = usePage();
  const word = say(busy ? 'stop' : 'send');
  // One element for both, so that the focus stays when its meaning changes.
  return (
    <button
      type={busy ? 'button' : 'submit'}
      class="send"
      aria-label={word}
      title={word}
      disabled={!busy && empty}
      onClick={busy ? onStop : undefined}
    >
      <Icon name={busy ? 'stop' : 'send'} />
    </button>
  );
}

/** Says how much room is left, when little is. */
function Room({ length }: { readonly length: number }) {
  const { locale } = usePage();
  if (length < longestQuestion * 0.9) return null;
  return (
    <span class="room small">
      {formatCount(length, locale)} / {formatCount(longestQuestion, locale)}
    </span>
  );
}

function hasFinePointer(): boolean {
  return matchMedia('(pointer: fine)').matches;
}

function focusUnlessTouch(element: HTMLElement | null): void {
  if (hasFinePointer()) element?.focus({ preventScroll: true });
}
