import type { Variety } from '../language/words.ts';
import { Icon } from './icons.tsx';
import { usePage } from './page-context.ts';
import { LanguageSelect } from './selects.tsx';

/** What {@link PageHeader} does. */
export interface PageHeaderProps {
  /** Opens the menu; missing where the menu stands beside the page. */
  readonly onMenu: (() => void) | undefined;
  readonly onNewChat: () => void;
  readonly onVariety: (variety: Variety) => void;
}

/** The bar at the top: who we are, and the language. */
export function PageHeader({ onMenu, onNewChat, onVariety }: PageHeaderProps) {
  const { say } = usePage();
  return (
    <header class="page-header">
      {onMenu !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label={say('menu')}
          aria-haspopup="dialog"
          onClick={(event) => {
            event.currentTarget.focus();
            onMenu();
          }}
        >
          <Icon name="menu" />
        </button>
      )}
      <p class="brand">
        <Icon name="ridge" />
        {say('title')}
      </p>
      <LanguageSelect onChange={onVariety} />
      {onMenu !== undefined && (
        <button type="button" class="icon-button" aria-label={say('newChat')} onClick={onNewChat}>
          <Icon name="plus" />
        </button>
      )}
    </header>
  );
}
