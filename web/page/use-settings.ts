import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { RegionView } from '../../src/server/api-schema.ts';
import { chooseVariety } from '../language/choose-variety.ts';
import type { Variety } from '../language/words.ts';
import type { BrowserStore } from './browser-store.ts';
import { type Page, makePage } from './page-context.ts';
import { type Theme, applyTheme, readTheme, writeTheme } from './theme.ts';

const varietyKey = 'lionrock.variety';

/** What the reader can set. */
export interface Settings {
  readonly page: Page;
  readonly setVariety: (variety: Variety) => void;
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
}

/** Reads, applies and remembers the reader's settings. */
export function useSettings(region: RegionView, store: BrowserStore): Settings {
  const [variety, setVariety] = useState(() =>
    chooseVariety({
      remembered: store.read(varietyKey),
      languages: navigator.languages,
      varieties: region.varieties,
      regionId: region.id,
    }),
  );
  const [theme, setTheme] = useState(() => readTheme(store));
  const page = useMemo(() => makePage(region, variety), [region, variety]);
  useLayoutEffect(() => {
    document.documentElement.lang = page.tag;
  }, [page.tag]);
  useLayoutEffect(() => applyTheme(theme), [theme]);
  return {
    page,
    theme,
    setVariety: (chosen) => {
      store.write(varietyKey, chosen);
      setVariety(chosen);
    },
    setTheme: (chosen) => {
      writeTheme(store, chosen);
      setTheme(chosen);
    },
  };
}
