import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { usePage } from './page-context.ts';

/** What a dialog shows. */
export interface DialogProps {
  readonly title: string;
  /** `lang` of the title, when it is not the page's. */
  readonly titleTag?: string | undefined;
  /** At the left edge, at the right edge (full height on a phone), or a box in the middle. */
  readonly place: 'left' | 'right' | 'middle';
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog, open while it is rendered. The browser keeps the focus inside and closes it on
 * Escape; the focus goes back to where it was.
 */
export function Dialog({ title, titleTag, place, onClose, children }: DialogProps) {
  const page = usePage();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  const removed = useRef(false);
  useLayoutEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    removed.current = false;
    dialog?.showModal();
    return () => {
      removed.current = true;
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog dialog-${place}`}
      aria-labelledby={id}
      // The event of our own `close()` comes late, when another dialog may be open already.
      onClose={() => removed.current || onClose()}
      // A click beside a form must not lose what was written in it.
      onClick={(event) => place !== 'middle' && event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id} lang={titleTag}>
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label={page.say('close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
