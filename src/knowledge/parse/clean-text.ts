/**
 * Makes the characters of a source fit to be searched and quoted, without changing its words:
 * Kangxi radicals, CJK radicals, the stroke U+31D0, compatibility ideographs and Latin ligatures
 * become the characters they look like; control characters, zero-width and direction marks, and
 * invisible tag characters (which can hide instructions from a reader) go. Full-width forms stay.
 *
 * @example cleanText('同㇐僱主') // '同一僱主'
 */
export function cleanText(text: string): string {
  if (!suspicious.test(text)) return text.normalize('NFC');
  return text
    .replace(compatible, (character) => character.normalize('NFKC'))
    .replace(radicals, (character) => radicalTwins.get(character) ?? character)
    .replace(strokeInText, '一')
    .replace(joinersOutsideEmoji, '')
    .replace(invisible, '')
    .normalize('NFC');
}

// One cheap test that most texts fail: only then is the rest worth doing.
const suspicious =
  /(?![\t\n])\p{Cc}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2e80-\u2fdf\u31c0-\u31ef\ufb00-\ufb06\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}]/u;

/** Kangxi radicals, the two CJK radicals and the Latin ligatures that Unicode itself folds. */
const compatible = /[\u2e9f\u2ef3\u2f00-\u2fd5\ufb00-\ufb06]/gu;

const radicals = /[\u2e80-\u2ef2]/gu;

/** U+31D0 stands for 一 in the text layer of some PDF files; alone it is a stroke in a book on writing. */
const strokeInText =
  /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef] ?)\u31d0|\u31d0(?= ?[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;

/** The zero-width joiner has a use between emoji only. */
const joinersOutsideEmoji =
  /(?<![\p{Extended_Pictographic}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

const invisible =
  /(?![\t-\r\u0085])\p{Cc}|[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/**
 * CJK radicals that some fonts use in place of the whole character. Unicode does not fold them.
 * @see https://www.unicode.org/Public/UCD/latest/ucd/EquivalentUnifiedIdeograph.txt
 */
const radicalTwins: ReadonlyMap<string, string> = new Map(
  (
    '⺁厂 ⺎兀 ⺒巳 ⺓幺 ⺙攵 ⺜日 ⺝月 ⺟母 ⺠民 ⺬示 ⺮竹 ⺶羊 ⺼月 ⻁虎 ⻃覀 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ' +
    '⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻱龜 ⻲龟'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

/** Private-use characters: each has a meaning in one font only, so nobody can quote them. */
const privateUse = /[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/gu;

/** Number of private-use characters in a text. */
export function countPrivateUse(text: string): number {
  return text.match(privateUse)?.length ?? 0;
}

/** Turns a private-use character that stands at the start of a line, as bullets of symbol fonts do, into `•`. */
export function mendBullets(line: string): string {
  return line.replace(/^\s*[\uf020-\uf0ff](?=\s|\p{L}|\p{N}|[「『《（(“"])\s*/u, '• ');
}
