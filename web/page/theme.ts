import type { BrowserStore } from './browser-store.ts';

/** How bright the page is: as the device says, or as the reader does. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'lionrock.theme';

/** The reader's choice. @default 'system' */
export function readTheme(store: BrowserStore): Theme {
  const value = store.read(key);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Remembers a choice. */
export function writeTheme(store: BrowserStore, theme: Theme): void {
  if (theme === 'system') store.remove(key);
  else store.write(key, theme);
}

/** Shows the page so; the style sheet does the rest. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
