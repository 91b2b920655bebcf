/** Where a sentence, a line or a clause begins anew, in a plain view. */
const boundary = /[.!?;:,\n()[\]{}"“”「」『』《》【】。、…—–>*#`|•~/-]/u;

const hanLetter = /\p{Script=Han}/u;

/** Longest stretch before a verb that is looked at, in code units. */
const reach = 90;

/**
 * Whether a verb commands the reader: it stands where a command stands, and the words before it in the
 * clause do not make it a report, a wish, a ban or a question about somebody.
 */
export function isCommand(text: string, verb: { readonly start: number; readonly end: number }): boolean {
  return hanLetter.test(text.slice(verb.start, verb.end))
    ? isChineseCommand(text, verb.start)
    : isEnglishCommand(text, verb.start);
}

/** The offset where the clause of a place begins, at most {@link reach} before it. */
export function clauseStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < reach && !boundary.test(text.charAt(start - 1))) start -= 1;
  return start;
}

// Words that may stand between a subject and its verb, or at the head of a command.
const adverbs =
  /^(?:please|pls|now|then|just|kindly|also|first|simply|instead|immediately|always|only|hereby|again|next|finally|quickly|directly|strictly|right|away|henceforth|today|once|more|further|therefore|thus|still|either|both|rather|[a-z]{3,14}ly|ok|okay|so|hey|hi|hello|and|but|or|yes|well|sorry|thanks|assistant|ai|chatbot|bot|claude|gpt|chatgpt|gemini|llama|sir|friend|dear|note|important|attention|all|you|above|below|to|must|shall|should|will|can|could|would|may|let's|lets|go|ahead|begin|start|do|stop)$/;

const modal = /^(?:must|shall|should|will|can|could|would|need|have|ought|are|may|'ll|you'll|gotta)$/;

const masters =
  /(?:\b(?:i|we|i'll|i'd|we'd|i'm|we're|the system|the developer|the developers|the administrator|admin|openai|the operator|this message|this note|this document|your developers|your operator|management)\b[a-z' ]{0,24}\b(?:want|need|ask|asking|order|ordering|command|commanding|instruct|instructing|tell|telling|require|requires|urge|beg|like|expect|direct|directing|authorise|authorize|authorised|authorized|wants|orders|asks|instructs|commands|authorises|authorizes|permit|allow)\s+you|\byou\s+(?:now\s+|also\s+|only\s+|really\s+)?(?:need|have|ought|must remember|(?:are|were)(?: now| hereby)?(?: (?:required|instructed|ordered|asked|expected|commanded|directed|authorised|authorized|allowed|permitted|free|told|programmed|supposed|obliged|obligated))?)|\b(?:task|job|goal|mission|objective|purpose|duty|role|instruction|order|orders|step|thing|priority|assignment|directive)(?:\s+(?:now|here|today))?\s+(?:is|was|will be|are)(?:\s+now)?|\b(?:remember|sure|free|try|proceed|continue|begin|start|it's time|it is time|time|certain|careful|obliged|dare|necessary|essential|important|imperative|vital|crucial))\s+$/;

function isEnglishCommand(text: string, start: number): boolean {
  const lead = text.slice(clauseStart(text, start), start);
  const words = lead.split(/\s+/).filter((word) => word !== '');
  let at = words.length - 1;
  while (at >= 0 && adverbs.test(words[at] ?? '') && words[at] !== 'to') at -= 1;
  const rest = words.slice(at + 1);
  if (/^(?:if|when|whether|unless|how|why|that|who|which|because|what|whenever)$/.test(words[0] ?? ''))
    return false;
  if (words[at] === 'to') return masters.test(`${words.slice(0, at).join(' ')} `);
  if (at < 0) return !(rest.includes('may') && rest.includes('you'));
  if (/^(?:not|never|don't|doesn't|cannot|can't|won't|shouldn't)$/.test(words[at] ?? '')) return false;
  // "… and ignore", "you … must ignore": what stands further before is the first half of the command.
  const joins = rest.some((word) => /^(?:and|then|but|so|or)$/.test(word));
  if (joins) return !reports.test(lead);
  return rest.includes('you') ||
    (modal.test(rest[0] ?? '') && /^(?:assistant|model|ai|llm|bot|agent|chatbot)s?$/.test(words[at] ?? ''))
    ? !reports.test(lead)
    : false;
}

const reports =
  /\b(?:attackers?|hackers?|people|users?|they|he|she|it|we|i|models|researchers|criminals|somebody|someone|anyone|scammers|who|which|that|whether|if|when|why|how|to|not|never|fraudsters|students|drivers|companies|would|does|did|makes?|made|tells?|told|says?|said|asks?|asked)\b(?! you\b)/;

// Words that may stand right before a Chinese verb of command.
const chineseLeads =
  /(?:請你?|请你?|您|你們?|你们|要|必须|必需|应该?|应当|须|需要?|务必|一定要?|现在|如今|立即|立刻|马上|即刻|即时|即场|麻烦你?|唔该你?|同我|帮我|给我|替我|为我|俾我|畀我|跟住|跟着|然后|之后|首先|并且?|同时|而家|依家|家阵|由而家起|从现在起|从现在开始|由现在起|由现在开始|由而家开始|即日起|快啲?|就|先|再|直接|只需?|只要|全部|完全|统统|彻底|都|以后|今后|同埋|继续|改为|转而|得|好|乖乖哋?|劳烦|拜托|烦请|敬请|即|老老实实|一齐|通通|索性|干脆|记得|千祈|开始|接着|随即|最后|可唔可以|可不可以|可否|能不能|能否|试下|试试|如实|大声|重新|尽快|自动|一次过|一律|助手|机械人|机器人|模型|AI|ai|系统|由你|叫你|要求你|命令你|指示你|想你|希望你|允许你|授权你|吩咐你|立时|照|一并|完整地?|清楚地?|原样|逐字|末尾|最后|最末|开头|后面|结尾|答案[中里内]?|回答[中里内]?|回复[中里内]?|底部|悄悄|偷偷|暗中|静静鸡|静鸡鸡|静静地|免费|另外|此外|否则|按要求|帮手|不妨|主动|负责|用来|用嚟|去|来|嚟|將|将|把|将你|把你|下|吧|啦|喇|嘞|呀)\s?$/u;

const chineseReports =
  /攻击者|黑客|骇客|有人|他们|佢哋|用户会|研究|骗徒|不法|罪犯|学生|某人|别人|人哋|他|她|佢|人们|如何|怎样|怎么|为什么|为何|会否|是否|点解|点样|点先|如果|若|假如|万一|倘若|一旦|当有|所谓|试图|企图|诱使|诱骗|导致|(?<![指命法号口])令|使得|引致|防止|避免|可能|禁止|不得|不可|不要|不应|不能|切勿|勿|未能|什么|咩|乜|拒绝|搞到|氹|呃|骗|任何人|市民|员工|雇员|雇主|因为|由于|成功|我唔|我想|想要?$|会$|曾|已经|唔好$|唔可以|唔准|唔应该|千祈唔/u;

// Somebody may command in his own name.
const chineseMasters =
  /(?:我|我们|我哋|本人|系统|开发者|管理员|主人|上级)[^你]{0,6}(?:要求?|命令|指示|想|叫|希望|允许|授权|吩咐|需要|同意|准许|拜托|请)你/u;

// What stands before a Chinese verb as its object; "你的提问违反规则" has a subject there.
const frontedObjects =
  /指示|指令|规则|规矩|规定|限制|设定|设置|提示|机制|要求|命令|约束|吩咐|守则|准则|训练|嘢|内容|资料|对话|记录|纪录|文件|档案|数据|讯息|消息|信息|密码|密钥|金钥|话|文字|说过|讲过|字|姓名|电邮|名单|输入|问题|护栏|政策|过滤|审查|一切|全部|漏洞/u;

function isChineseCommand(text: string, start: number): boolean {
  const lead = text.slice(Math.max(clauseStart(text, start), start - 40), start).trim();
  if (lead === '') return true;
  const plain = lead.replace(chineseMasters, '');
  if (chineseReports.test(plain.replace(/可唔可以|可不可以|可否|能不能|能否/u, ''))) return false;
  // 將／把 … : the object stands before the verb.
  const fronted =
    /^(.*?)(?:将|把|对于?|至于|关于|所有|之前|以上|上面|头先|先前|你啲|你嘅|你的|一切|咁多)[^将把]{0,30}$/u.exec(
      plain,
    );
  if (fronted !== null && frontedObjects.test(plain)) {
    const before = (fronted[1] ?? '').trim();
    if (before === '' || chineseLeads.test(before)) return true;
  }
  return plain === '' || chineseLeads.test(plain) || /[a-z0-9']\s?$/.test(plain);
}
