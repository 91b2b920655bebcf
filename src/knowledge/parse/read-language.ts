import { varieties, type Variety } from '../../language/index.ts';

/**
 * The variety that a source's language tag means, or undefined when it leaves the script open (`zh`)
 * or names a language we do not know.
 *
 * @param tag - A BCP 47 tag (`zh-TW`, `en-GB`, `yue`), one of our own varieties, or the short codes
 *   `tc`, `sc` and `en` of public web sites.
 */
export function readLanguage(tag: string): Variety | undefined {
  const value = tag.trim().replaceAll('_', '-');
  const own = varieties.find((variety) => variety.toLowerCase() === value.toLowerCase());
  if (own !== undefined) return own === 'und' ? undefined : own;
  const known = shortCodes[value.toLowerCase()];
  if (known !== undefined) return known;
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(value);
  } catch {
    return undefined;
  }
  if (locale.language === 'en') return 'en';
  if (locale.language !== 'zh' && locale.language !== 'yue') return undefined;
  // A bare `zh` is used for both scripts.
  if (locale.language === 'zh' && locale.script === undefined && locale.region === undefined)
    return undefined;
  const script = locale.maximize().script === 'Hant' ? 'Hant' : 'Hans';
  return `${locale.language}-${script}`;
}

const shortCodes: Readonly<Record<string, Variety | undefined>> = {
  tc: 'zh-Hant',
  cht: 'zh-Hant',
  sc: 'zh-Hans',
  chs: 'zh-Hans',
  eng: 'en',
  english: 'en',
};
