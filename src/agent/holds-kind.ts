import { findNumbers } from '../language/index.ts';
import type { AnswerKind } from './enhance-query.ts';

const timeWords =
  /\b(?:days?|weeks?|months?|years?|hours?|minutes?|a\.m|p\.m|january|february|march|april|may|june|july|august|september|october|november|december)\b|[日天年月週周]|星期|小時|小时|分鐘|分钟|點|点|時|时/iu;

const currencies =
  /[$€£¥元圓圆蚊鎊镑銖铢盾]|克朗|法郎|盧布|卢布|盧比|卢比|披索|比索|韓圜|\b(?:dollars?|pounds?|euros?|yuan|crowns?|cents?|pence|francs?|rupees?|pesos?|rubles?|yen|baht)\b|%/iu;
// A currency that nobody foresaw still stands beside such a word.
const charges = /\b(?:fees?|charges?|costs?|prices?|fines?)\b|收費|收费|費用|费用|罰款|罚款|價錢|价钱|租金/iu;
const free = /\bfree\b|免費|免费|豁免/iu;

/** True when a sentence holds what a question of this kind wants to hear. */
export function holdsKind(text: string, kind: AnswerKind): boolean {
  if (kind === 'other') return false;
  if (kind === 'contact') return /\d[\d\s-]{2,}\d|https?:|www\.|@/u.test(text);
  const numbers = findNumbers(text).length > 0;
  if (kind === 'money') return (numbers && (currencies.test(text) || charges.test(text))) || free.test(text);
  return kind === 'quantity' ? numbers : numbers && timeWords.test(text);
}
