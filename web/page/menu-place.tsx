import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { usePage } from './page-context.ts';

/** Where the menu stands. */
export interface MenuPlaceProps {
  /** True where there is room for it beside the conversation. */
  readonly wide: boolean;
  /** True while the drawer is open; it has no meaning where it is wide. */
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The menu's place: a column beside the conversation, or a drawer. */
export function MenuPlace({ wide, open, onClose, children }: MenuPlaceProps) {
  const { say } = usePage();
  if (wide) {
    return (
      <aside class="sidebar" aria-label={say('menu')}>
        {children}
      </aside>
    );
  }
  if (!open) return null;
  return (
    <Dialog title={say('menu')} place="left" onClose={onClose}>
      {children}
    </Dialog>
  );
}
