import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RegionView } from '../../src/server/api-schema.ts';
import { formatDay } from '../language/format-values.ts';
import { type TextVariety, guessVariety, languageTag, regionalLocale } from '../language/language-tag.ts';
import { type Say, type Variety, sayIn } from '../language/words.ts';

/** What every part of the page may ask for. */
export interface Page {
  readonly region: RegionView;
  /** The variety the page is shown in. */
  readonly variety: Variety;
  /** Its language tag. */
  readonly tag: string;
  /** The locale its numbers and days are written in: with the region, which `lang` need not name. */
  readonly locale: string;
  readonly say: Say;
  /** Writes `YYYY-MM-DD` as the variety does. */
  readonly day: (day: string) => string;
  /** The `lang` of a text whose variety is known. */
  readonly tagOf: (variety: TextVariety | undefined) => string | undefined;
  /** The `lang` of a text that came without; `near` is the variety around it. @default the page's */
  readonly guessTag: (text: string, near?: Variety) => string | undefined;
}

/** Makes what the parts of the page share, for one region in one variety. */
export function makePage(region: RegionView, variety: Variety): Page {
  const tag = languageTag(variety, region.id) ?? variety;
  const locale = regionalLocale(variety, region.id);
  return {
    region,
    variety,
    tag,
    locale,
    say: sayIn(region.words[variety] ?? {}),
    day: (day) => formatDay(day, locale),
    tagOf: (text) => (text === undefined ? undefined : languageTag(text, region.id)),
    guessTag: (text, near = variety) => languageTag(guessVariety(text, near, region.varieties), region.id),
  };
}

/** Hands the {@link Page} down. */
export const PageContext = createContext<Page | undefined>(undefined);

/** The {@link Page} around a component. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('A component of the page was used outside of it.');
  return page;
}
