import { sayIn, type Variety } from '../language/words.ts';
import { usePage } from './page-context.ts';
import type { Theme } from './theme.ts';

/** The language menu: every variety by its own name. */
export function LanguageSelect({ onChange }: { readonly onChange: (variety: Variety) => void }) {
  const { say, region, variety, tagOf } = usePage();
  return (
    <select
      class="select"
      aria-label={say('language')}
      value={variety}
      onChange={({ currentTarget }) => {
        const chosen = region.varieties.find((candidate) => candidate === currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {region.varieties.map((option) => (
        <option key={option} value={option} lang={tagOf(option)}>
          {sayIn(region.words[option] ?? {})('varietyName')}
        </option>
      ))}
    </select>
  );
}

const themes = [
  { theme: 'system', word: 'themeSystem' },
  { theme: 'light', word: 'themeLight' },
  { theme: 'dark', word: 'themeDark' },
] as const;

/** What {@link ThemeSelect} shows and tells. */
export interface ThemeSelectProps {
  readonly theme: Theme;
  readonly onChange: (theme: Theme) => void;
}

/** The choice between light, dark and what the device says. */
export function ThemeSelect({ theme, onChange }: ThemeSelectProps) {
  const { say } = usePage();
  return (
    <label class="field-row">
      <span>{say('theme')}</span>
      <select
        class="select"
        value={theme}
        onChange={({ currentTarget }) => {
          const chosen = themes.find((candidate) => candidate.theme === currentTarget.value);
          if (chosen !== undefined) onChange(chosen.theme);
        }}
      >
        {themes.map((option) => (
          <option key={option.theme} value={option.theme}>
            {say(option.word)}
          </option>
        ))}
      </select>
    </label>
  );
}
