/** What the page can say before the region's own words have come. */
export interface FirstWords {
  readonly tag: string;
  readonly failed: string;
  readonly retry: string;
}

const english: FirstWords = {
  tag: 'en',
  failed: 'The server cannot be reached. Check your connection and try again.',
  retry: 'Try again',
};
const traditional: FirstWords = {
  tag: 'zh-Hant',
  failed: '未能連接伺服器。請檢查網絡連線，然後再試。',
  retry: '再試',
};
const simplified: FirstWords = {
  tag: 'zh-Hans',
  failed: '无法连接服务器。请检查网络后重试。',
  retry: '重试',
};

/** Chooses them by the browser's first language. */
export function firstWords(language: string): FirstWords {
  const [name = '', ...rest] = language.toLowerCase().split('-');
  if (name !== 'zh' && name !== 'yue') return english;
  if (rest.includes('hans')) return simplified;
  const home = name === 'yue' || rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
  return home ? traditional : simplified;
}
