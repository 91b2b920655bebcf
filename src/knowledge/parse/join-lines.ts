/** Han, kana, CJK punctuation and full-width forms: text that is written without spaces. */
const unspaced = String.raw`[\p{Script=Han}\u3000-\u30ff\u31d0\ufe30-\ufe4f\uff00-\uffef—…]`;

const endsUnspaced = new RegExp(`${unspaced}$`, 'u');
const startsUnspaced = new RegExp(`^${unspaced}`, 'u');
const hyphenAtEnd = /\p{Ll}[-\u2010\u00ad]$/u;

/**
 * Joins two lines of one paragraph: without a space between characters of Chinese, without the
 * hyphen where a word was split, else with one space.
 *
 * @example joinLines('compen-', 'sation') // 'compensation'
 * @example joinLines('僱員連續受', '僱於同一僱主') // '僱員連續受僱於同一僱主'
 */
export function joinLines(first: string, second: string): string {
  if (first === '' || second === '') return first + second;
  if (endsUnspaced.test(first) && startsUnspaced.test(second)) return first + second;
  if (first.endsWith('\u00ad')) return first.slice(0, -1) + second;
  if (hyphenAtEnd.test(first) && /^\p{Ll}/u.test(second)) return joinHyphenated(first, second);
  // A web address or a slash goes on without a space.
  if (/[/@_]$/.test(first) && /^\S/.test(second)) return first + second;
  return `${first} ${second}`;
}

/** First parts that keep their hyphen: sub-contractor, self-employed, non-payment. */
const prefixes =
  /(?:^|[\s(“"])(?:sub|self|non|co|pre|post|part|full|well|long|short|half|cross|multi|semi|anti|inter|mid|all|ex|one|two|three|four|five|six|seven|eight|nine|ten|twelve|follow|in|on|off|by|to|up|so|end|year|month|day|week|hour)-$/i;

function joinHyphenated(first: string, second: string): string {
  return prefixes.test(first) || /-\p{L}+-$/u.test(first) ? first + second : first.slice(0, -1) + second;
}

/** True when a line ends a sentence, or a clause as items of lists do. */
export function endsSentence(line: string): boolean {
  return /[.!?:;。！？：；…][”"’')\]」』）》]*\s*$/u.test(line);
}
