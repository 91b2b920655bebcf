import type { Variety } from './words.ts';

/** What the choice of the page's first variety depends on. */
export interface VarietyChoice {
  /** What the reader chose before, if anything. */
  readonly remembered: string | undefined;
  /** Language tags of the browser, the preferred one first. */
  readonly languages: readonly string[];
  /** Varieties of the region, its own preferred one first. */
  readonly varieties: readonly Variety[];
  readonly regionId: string;
}

/**
 * Chooses the variety the page is shown in: the reader's own choice, else the first of the browser's
 * languages that the region has, else the region's first.
 *
 * @example chooseVariety({ languages: ['zh-CN', 'en'], varieties: ['zh-Hant', 'en', 'zh-Hans'], … }) // 'zh-Hans'
 */
export function chooseVariety(choice: VarietyChoice): Variety {
  const { remembered, languages, varieties } = choice;
  const own = varieties.find((variety) => variety === remembered);
  if (own !== undefined) return own;
  for (const language of languages) {
    const match = wishes(language, choice).find((variety) => varieties.includes(variety));
    if (match !== undefined) return match;
  }
  return varieties[0] ?? 'en';
}

/** Varieties that serve a reader of a language, the best first. */
function wishes(tag: string, { varieties, regionId }: VarietyChoice): readonly Variety[] {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language === 'en') return ['en'];
  const simplified = rest.includes('hans');
  if (language === 'yue') {
    return simplified ? ['yue-Hans', 'yue-Hant', 'zh-Hans'] : ['yue-Hant', 'yue-Hans', 'zh-Hant'];
  }
  if (language !== 'zh') return [];
  if (simplified) return ['zh-Hans'];
  // At home, a reader of Chinese reads what the region puts first.
  if (rest.includes(regionId)) return [...varieties.filter((variety) => variety !== 'en'), 'zh-Hant'];
  const traditional = rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
  return traditional ? ['zh-Hant', 'yue-Hant'] : ['zh-Hans'];
}
