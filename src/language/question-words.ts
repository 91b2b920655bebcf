import { foldText } from './fold.ts';

/**
 * Words that ask rather than tell: they stand in questions of every topic and help no search. Chinese
 * entries are removed before segmentation, so that no pair of characters spans them; a single
 * character is listed only if hardly any word contains it.
 */
const chinese =
  `請問 想問 想知 我想知道 想了解 請教 話我知 講我知 告訴我 可唔可以 可不可以 能不能 能否 可否 是否 係咪 是不是 有冇 有沒有 有無 會唔會 會不會 使唔使 駛唔駛 要唔要 需唔需要
  需要唔需要 得唔得 算唔算 應唔應該 應不應該 點樣 點解 點先 點做 點算 點搞 怎樣 怎麼樣 怎麼 如何 為什麼 為甚麼 為何 什麼 甚麼 乜嘢 咩嘢 邊個 邊度 邊間 邊啲 邊樣 邊位 哪裏 哪裡 哪兒 哪些 哪個 哪一 誰
  幾多錢 幾多 幾時 幾耐 幾錢 多少錢 多少 多久 幾大 幾長 何時 什麼時候 究竟 到底 其實 而家 依家 現在 目前 我哋 你哋 佢哋 我們 你們 他們 如果 假如 若果 的話 嘅話 一般 通常 可以 需要 應該 必須
  唔該 謝謝 多謝 呢個 嗰個 呢啲 嗰啲 呢度 嗰度 這個 那個 這些 那些 嘅 咗 喺 嗎 吖 呀 咩 㗎 喎 囉 啫 嘞 噃 佢 乜 咁 噉 嚟 嘢 俾 畀 啲`
    .trim()
    .split(/\s+/);

const latin = new Set(
  `a about after all also am an and any are as at be been before being but by can could did do does doing done for from get give given got had has have having he
  her here hers him his how i if in into is it its just let like long many may me might more most much must my need no not of off often on once only or other our out over own
  please s same shall she should so some such t tell than that the their them then there these they this those through to too under until up us very want was we were what
  when where whether which while who whom whose why will with would you your yours`.split(/\s+/),
);

// Longest first, so that 可唔可以 goes whole and not as 可以 with its ends left over.
const chinesePattern = new RegExp(
  [...new Set(chinese.map((word) => foldText(word)))].toSorted((a, b) => b.length - a.length).join('|'),
  'gu',
);

/**
 * Removes the words that only ask from a question, in English, Chinese and Cantonese. What is left
 * names the matter. The result is folded and serves search only. A question of nothing but such words
 * comes back whole.
 *
 * @example withoutQuestionWords('最低工資係幾多呀？') // '最低工资 ？'
 */
export function withoutQuestionWords(question: string): string {
  const folded = foldText(question);
  const bare = foldText(question.replace(/(?<![關干聯])係(?!數)/gu, ' '))
    .replace(chinesePattern, ' ')
    .replace(/[\p{Script=Latin}]+(?:['’][\p{Script=Latin}]+)?/gu, (word) =>
      isQuestionWord(word) ? ' ' : word,
    )
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(bare) ? bare : folded;
}

function isQuestionWord(word: string): boolean {
  return latin.has(word) || latin.has(word.replace(/['’].*$/u, ''));
}
