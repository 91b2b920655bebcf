/**
 * A language and its script together. Mandarin (Standard Written Chinese) is `zh-*`, written
 * Cantonese is `yue-*`. `mixed` is a text in which no variety prevails; `und` one that shows none.
 */
export const varieties = ['en', 'zh-Hans', 'zh-Hant', 'yue-Hant', 'yue-Hans', 'mixed', 'und'] as const;

/** One of {@link varieties}. */
export type Variety = (typeof varieties)[number];

/** The varieties a reply can be written in. */
export const replyVarieties = ['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans'] as const;

/** One of {@link replyVarieties}. */
export type ReplyVariety = (typeof replyVarieties)[number];

/** Writing system: Latin, simplified or traditional Han, or not determined. */
export type Script = 'Latn' | 'Hans' | 'Hant' | 'und';

/**
 * Register of Chinese text: written Cantonese, Standard Written Chinese, `neutral` (no marker either
 * way, good in both), `mixed`, or `none` where there is no Chinese.
 */
export type Register = 'yue' | 'swc' | 'neutral' | 'mixed' | 'none';

/** True for a variety that a reply can be written in. */
export function isReplyVariety(variety: string): variety is ReplyVariety {
  return (replyVarieties as readonly string[]).includes(variety);
}

/** The script a variety is written in. */
export function scriptOf(variety: Variety): Script {
  if (variety === 'en') return 'Latn';
  if (variety === 'zh-Hans' || variety === 'yue-Hans') return 'Hans';
  if (variety === 'zh-Hant' || variety === 'yue-Hant') return 'Hant';
  return 'und';
}

/** The language of a variety without its script. */
export function languageOf(variety: Variety): 'en' | 'zh' | 'yue' | 'und' {
  if (variety === 'en') return 'en';
  if (variety === 'zh-Hans' || variety === 'zh-Hant') return 'zh';
  if (variety === 'yue-Hans' || variety === 'yue-Hant') return 'yue';
  return 'und';
}

/** True when both are written with Han characters, in whatever script and register. */
export function isChinese(variety: Variety): boolean {
  return languageOf(variety) === 'zh' || languageOf(variety) === 'yue';
}
