import { commands, type Scene, type Trace } from './scene.ts';

interface Marker {
  readonly pattern: RegExp;
  readonly kind: Trace['kind'];
  readonly weight: number;
  readonly supports?: boolean;
  /** Said of a text that the user did not write. */
  readonly outsideOnly?: boolean;
}

const models = `(?:ai|a\\.i\\.|llms?|large language models?|language models?|ai models?|ai assistants?|assistants?|chatbots?|ai agents?|ai systems?|ai tools?|ai reviewers?|artificial intelligences?|gpt|chatgpt|claude|gemini|copilot|bots?|automated (?:systems?|readers?|assistants?|agents?)|machine readers?|virtual assistants?)`;

const chineseModels = `(?:ai|人工智能|人工智慧|(?:大型?)?语言模型|大模型|聊天机器人|机器人|机械人|智能助手|虚拟助手|助手|智能体|gpt|chatgpt|ai助理)(?:助手|模型|系统|助理|机械人|机器人|程式|代理|工具)?`;

// Patterns over a plain view: lower case, folded to simplified characters, underscores as spaces.
const markers: readonly Marker[] = [
  // Tokens of chat templates at the head of a line or of a turn.
  {
    pattern:
      /(?:^|[\n.!?。\])>]\s?)<\|\s?(?:im ?start|im ?sep|system|user|assistant|developer|start ?header ?id|begin ?of ?text|endoftext|end|eot ?id|im ?end|channel|message)\s?\|>[^\n]{0,2}\s?(?:\S)/g,
    kind: 'markers',
    weight: 1,
  },
  {
    pattern:
      /(?:^|[\n.!?。>]\s?)(?:\[inst\]|<<\s?sys\s?>>|\[system\](?:\(#|:)|<\/?system(?:[ -]?prompt|[ -]?message|[ -]?override|[ -]?instruction)?s?>|<start ?of ?turn>)\s?\S/g,
    kind: 'markers',
    weight: 1,
  },
  { pattern: /\[\/inst\]\s?\S|<<\/sys>>\s?\S|<end ?of ?turn>\s?\S/g, kind: 'markers', weight: 0.5 },
  {
    pattern:
      /(?:^|\n)\s?#{2,4}\s?(?:system|developer|系统|开发者)(?: prompt| message| override| note| instructions?|提示词?|指令|讯息|消息|信息|指示)?\s?(?::|：|\n)/gu,
    kind: 'markers',
    weight: 0.5,
  },
  {
    pattern:
      /(?:^|\n|[.!?。"]\s?)[[(<*#=-]{0,4}\s?(?:system|developer|admin|administrator|root|operator) (?:message|prompt|override|notice|note|instructions?|update|command|alert|directive)(?: to (?:the )?(?:assistant|ai|model))?\s?(?:[\])>*#=-]{1,4}|[:\n])/g,
    kind: 'markers',
    weight: 0.5,
  },
  {
    pattern:
      /(?:^|\n|[.!?。」]\s?)[[【(<*#=-]{0,4}\s?(?:系统|开发者|管理员|营运者|运营者)(?:消息|讯息|信息|提示词?|指令|指示|覆写|通知|更新|命令)\s?(?:[\]】)>*#=-]{1,4}|[:\n])/gu,
    kind: 'markers',
    weight: 0.5,
  },
  {
    pattern: /(?:^|\n)\s?[[(<*#]{0,3}\s?(?:system|developer|系统)\s?[\])>*#]{0,3}\s?:/gu,
    kind: 'markers',
    weight: 0.5,
    supports: true,
  },
  {
    pattern:
      /(?:end|begin(?:ning)?|start|close) of (?:the )?(?:system |user |retrieved |trusted |untrusted )?(?:prompt|context|document|input|query|instructions|data|text|conversation)\b/g,
    kind: 'markers',
    weight: 0.5,
    supports: true,
  },
  // Words to a reader that is a machine.
  {
    pattern: new RegExp(
      `(?:^|[\\n.!?:;,。([*>-]\\s?)(?:attention|note|notice|message|memo|warning|reminder|important|hey|hi|hello|dear|instructions?|directions?|guidance|information|p\\.?s\\.?)?,?\\s?(?:to|for)?\\s?(?:all|any|every|the|whichever|you,?)?\\s?(?:${models})(?:[ ,/]{1,2}(?:and|or)?\\s?(?:${models}))?\\s?(?:(?:reading|processing|parsing|summari[sz]ing|indexing|analy[sz]ing|handling|evaluating|reviewing|that reads?|who reads?|which reads?|that processes|seeing|scanning|crawling|working on|looking at|assisting|answering)[^\\n.:!]{0,60})?\\s?[:,!.—–\\]-]`,
      'g',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern: new RegExp(
      `\\b(?:if|when|as|since|because) (?:you are|you're|you happen to be)?\\s?(?:an?|the|any)\\s?(?:large |automated |artificial )?${models}\\b(?! (?:company|developer|vendor|provider|user|customer|business|student))`,
      'g',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern: new RegExp(
      `\\b(?:all|any) ${models} (?:reading|processing|summari[sz]ing|parsing|that reads?|which reads?|who reads?|indexing|seeing|analy[sz]ing|evaluating)\\b`,
      'g',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern:
      /\b(?:if|when|whenever|each time|every time|as soon as) (?:the|a|any|your) user (?:asks?|requests?|enquires?|inquires?|mentions?|wants?|types?|says?)\b/g,
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern: new RegExp(
      `(?:致|给|告|各位|所有|各个?|敬告|提醒|通知|写给|俾|畀)\\s?(?:所有|各位|任何|正在|阅读|处理|读到|读取|睇到|睇紧|读紧|呢段|这段|本文|此文|文字|的|嘅|文件|本页|文章|，|,){0,8}\\s?${chineseModels}`,
      'gu',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern: new RegExp(
      `(?:^|[\\n.!?:;,。！？：；，「（([【])\\s?(?:(?:正在|正)?(?:阅读|处理|读取|读到|睇到|分析|总结|审阅|睇紧|读紧)[^\\s，。,.]{0,8}(?:的|嘅))?${chineseModels}\\s?(?:们|哋)?\\s?(?:请|注意|听着|听住|听好|务必|你|唔该|，|,|:|：)`,
      'gu',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern: new RegExp(
      `(?:如果|若|假如|若果|倘若|要是|既然|当|作为)\\s?(?:你|您)?\\s?(?:是|系|係|为|作为)?\\s?(?:一个|一款|一名|个|任何|一位)?\\s?${chineseModels}(?!公司|开发商|用户|企业|工程师|业者|供应商)`,
      'gu',
    ),
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
  {
    pattern:
      /(?:当|如果|若|凡|每当|一旦|每次|若果)\s?(?:有)?(?:用户|使用者|用家)(?:问|查询|提问|询问|要求|提到|查问|想知)/gu,
    kind: 'authority',
    weight: 0.5,
    outsideOnly: true,
  },
];

const imageLink = /!\[[^\]\n]{0,80}\]\(\s?<?https?:[^)\n]{1,300}/g;
const carried =
  /[?=/&#].*[{[<$%].*(?:conversation|chat|data|prompt|user|secret|history|summary|context|message|question|name|email|password|对话|用户|资料|密码|内容)/u;

/** Images whose address would carry away what was said. */
export function imageTraces(scene: Scene): Trace[] {
  return Array.from(scene.text.matchAll(imageLink)).flatMap(({ index, 0: found }) =>
    carried.test(found.slice(found.indexOf('](') + 2))
      ? [{ kind: 'exfiltrate' as const, weight: 1, start: index, end: index + found.length }]
      : [],
  );
}

/** Traces of the outer form: tokens of chat templates and words to machines. */
export function markerTraces(scene: Scene): Trace[] {
  return markers
    .filter(({ outsideOnly }) => outsideOnly !== true || scene.from === 'outside')
    .flatMap(({ pattern, kind, weight, supports }) =>
      Array.from(scene.text.matchAll(pattern), ({ index, 0: found }) => ({
        kind,
        weight,
        start: index + (found.length - found.trimStart().length),
        end: index + found.length,
        ...(supports === true && { supports }),
      })),
    );
}

/** Claims of authority, announcements of new orders, and plain commands: they weigh beside others only. */
export function wordTraces(scene: Scene): Trace[] {
  const authority = scene.places
    .filter(({ concept }) => concept === 'authority')
    .map(({ start, end }): Trace => ({ kind: 'authority', weight: 0.5, start, end }));
  const orders = scene.places
    .filter(({ concept }) => concept === 'new-orders')
    .map(({ start, end }): Trace => ({ kind: 'orders', weight: 0.5, start, end, supports: true }));
  if (scene.from === 'user') return [...authority, ...orders];
  const steers = commands(scene, 'steer').map(({ start, end }): Trace => ({
    kind: 'steer',
    weight: 0.5,
    start,
    end,
    supports: true,
  }));
  return [...authority, ...orders, ...steers];
}
