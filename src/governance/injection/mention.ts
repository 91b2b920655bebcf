/** Words by which a text speaks of a wording instead of using it, in a plain view (folded, lower case). */
const cues =
  /\b(?:such as|like|for example|for instance|e\.g\.?|example|examples|phrase|phrases|phrased|wording|words|sentence|sentences|line|lines|string|strings|said|says|saying|wrote|writes|write|written|typed|types|typing|type|reads|called|titled|entitled|translate|translation|mean|means|meaning|attack|attacks|attackers?|inject|injected|injection|jailbreak|title|novel|film|lyrics|chapter|slogan|headline|message saying|text saying|quote|quoted|pronounce|spell|grammar|term|expression|detect|detects|filter|filters|blocks?|flags?|flagged|asked|asks|told|tells|tried|entered|pasted|contained|contains|containing|includes|including|received|heard|found|saw|seen|warning against|variants?|pattern|patterns|know as|known as)\b|例如|比如|譬如|好似|诸如|像是|比方|例子|示例|范例|案例|这句|呢句|句话|句说话|句子|一句|字句|字眼|字样|写道|写着|写住|写上|写咗|写了|输入|打入|打咗|键入|所谓|意思|翻译|译成|译做|解释|解作|点解|含义|攻击|注入|越狱|讲过|讲咗|话过|说过|提到|提及|标题|书名|歌词|电影|小说|叫做|称为|词语|语句|出现|含有|包含|收到|见到|看到|问过|问咗|侦测|检测|识别|封锁|过滤|提问|对白|台词|口号|课文|引用|引述|指令如|说法|讲法|试过|听过|听到|之类|英文|中文|广东话|怎样说|点讲|怎么说|等字|等语|一类/u;

/** A verb of saying or writing right before a quotation. */
const saying = /(?:写|打|说|话|讲|叫|问|称|喊|输|念|读|名为|有|打出|问佢)\s?[:,]?\s?$/u;

/** The matter itself: who speaks of attacks on assistants may have to quote one. */
const topic =
  /prompt[ -]injection|prompt injections|jailbreak(?:s|ing)? (?:prompt|attack|attempt|technique)|injection attack|adversarial prompt|instruction attack|indirect injection|red[ -]team|hidden (?:text|prompt)|attackers?|security (?:researcher|article|bulletin|notice|training|team)|owasp|提示(?:词|语)?注入|提示(?:词|语)?攻击|指令(?:注入|攻击)|越狱(?:攻击|提示|手法)|间接注入|对抗性提示|红队|攻击者|黑客|网络安全|资讯安全|信息安全|保安(?:培训|通告)/u;

const pairs = new Map([
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['«', '»'],
]);
const closings = new Map(Array.from(pairs, ([open, close]): [string, string] => [close, open]));

/** How far a quotation may reach on either side, in code units. */
const reach = 260;

/** Whether a place of a plain view is spoken of, as a quotation or an example, and not said to the reader. */
export function isMention(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const quotation = enclosingQuotation(text, start, end);
  if (quotation !== undefined) {
    const before = text.slice(Math.max(0, quotation.start - 110), quotation.start);
    // A value of a data record stands in quotation marks and is no quotation.
    if (/"\s?:\s?$/.test(before)) return false;
    const after = text.slice(quotation.end, quotation.end + 90);
    return (
      cues.test(`${lastSentence(before)}\n${firstSentence(after)}`) ||
      saying.test(before) ||
      topic.test(nearby(text, start, end))
    );
  }
  const lead = text.slice(Math.max(0, start - 60), start);
  const labelled =
    /(?:\b(?:such as|for example|for instance|e\.g\.?|example(?: \d+)?|examples?(?: of [a-z -]{3,40})?)\s?[:,]?|(?:例如|譬如|比如|好似|诸如|例子|示例|例句|范例)\s?(?:\d+)?\s?[:,]?)\s?$/u.test(
      lead,
    );
  return labelled && topic.test(nearby(text, start, end));
}

function nearby(text: string, start: number, end: number): string {
  return `${text.slice(Math.max(0, start - 400), start)}\n${text.slice(end, end + 400)}`;
}

function lastSentence(text: string): string {
  const cut = Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('. '), text.lastIndexOf('。'));
  // A quotation may begin its own sentence: then the one before counts.
  return cut === -1 || text.slice(cut + 1).trim().length < 3 ? text : text.slice(cut + 1);
}

function firstSentence(text: string): string {
  const cut = text.search(/[.!?。！？\n]\s|[。！？\n]/u);
  return cut === -1 ? text : text.slice(0, cut);
}

/** The quotation a place stands in, its marks counted. */
function enclosingQuotation(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  const from = Math.max(0, start - reach);
  const open = lastOpen(text, from, start);
  if (open !== undefined) {
    const close = text.slice(end - 1, end + reach).indexOf(pairs.get(text.charAt(open)) ?? '');
    if (close !== -1) return { start: open, end: end + close };
  }
  return straightQuotation(text, { from, start, end });
}

function lastOpen(text: string, from: number, start: number): number | undefined {
  const closed: string[] = [];
  for (let at = start - 1; at >= from; at -= 1) {
    const unit = text.charAt(at);
    const opening = closings.get(unit);
    if (opening !== undefined) closed.push(opening);
    else if (pairs.has(unit)) {
      if (closed.at(-1) === unit) closed.pop();
      else return at;
    }
  }
  return undefined;
}

function straightQuotation(
  text: string,
  { from, start, end }: { from: number; start: number; end: number },
): { readonly start: number; readonly end: number } | undefined {
  for (const mark of ['"', '`', "'"]) {
    let open = -1;
    let count = 0;
    const paragraph = from + text.slice(from, start).lastIndexOf('\n') + 1;
    for (let at = paragraph; at < start; at += 1) {
      if (text.charAt(at) !== mark || (mark === "'" && isApostrophe(text, at))) continue;
      count += 1;
      open = at;
    }
    if (count % 2 === 0) continue;
    for (let at = end - 1; at < Math.min(text.length, end + reach); at += 1) {
      if (text.charAt(at) === mark && !(mark === "'" && isApostrophe(text, at)))
        return { start: open, end: at + 1 };
    }
  }
  return undefined;
}

function isApostrophe(text: string, at: number): boolean {
  return /[a-z0-9]/.test(text.charAt(at - 1)) && /[a-z0-9]/.test(text.charAt(at + 1));
}
