import { detectVariety } from './detect-variety.ts';
import { isChinese, isReplyVariety, type ReplyVariety, scriptOf, type Variety } from './variety.ts';

/** What the choice of a reply's variety depends on. */
export interface ReplyVarietyRequest {
  /** The user's last turn. */
  readonly question: string;
  /** A choice the user made in the interface or on the command line; wins over everything. */
  readonly forced?: ReplyVariety;
  /** The user's earlier turns, newest last. */
  readonly history?: readonly string[];
  /** The interface's variety: decides where the text does not tell. */
  readonly interfaceVariety?: ReplyVariety;
  /** The varieties the region answers in, preferred first; never empty. */
  readonly offered: readonly [ReplyVariety, ...ReplyVariety[]];
}

const requests: readonly (readonly [RegExp, ReplyVariety])[] = [
  [/\b(?:answer|reply|respond|write|explain)\b.{0,30}\bin english\b|用英文|用英語|用英语/iu, 'en'],
  [/\bin (?:written )?cantonese\b|用(?:廣東話|粵語|广东话|粤语|口語)/iu, 'yue-Hant'],
  [/\bin simplified\b|用(?:簡體|简体|簡體字|简体字|簡體中文|简体中文)/iu, 'zh-Hans'],
  [/\bin traditional\b|用(?:繁體|繁体|繁體字|繁體中文|繁体中文|正體|書面語|书面语)/iu, 'zh-Hant'],
];

/**
 * Chooses the variety to answer in: a forced choice, then a request in words, then the last user
 * turn; text without a sign of register follows earlier turns and the interface.
 */
export function chooseReplyVariety(request: ReplyVarietyRequest): ReplyVariety {
  const wanted =
    request.forced ??
    requests.find(([pattern]) => pattern.test(request.question))?.[1] ??
    fromText(request) ??
    request.interfaceVariety ??
    request.offered[0];
  return nearestOffered(wanted, request.offered);
}

function fromText(request: ReplyVarietyRequest): ReplyVariety | undefined {
  const detection = detectVariety(request.question);
  if (detection.register === 'yue' || detection.register === 'swc' || detection.variety === 'en') {
    const settled = settle(detection.variety, request);
    if (settled !== undefined) return settled;
  }
  const context = contextVariety(request);
  if (detection.register === 'none') return context;
  // Chinese without a sign of register, or with signs of both: the script is the text's own if it
  // has one, the register that of the conversation.
  const script = scriptOf(scriptVariety(detection.script));
  const cantonese = context?.startsWith('yue') === true;
  const contextScript = context !== undefined && isChinese(context) ? scriptOf(context) : 'und';
  const chosen = script === 'und' ? contextScript : script;
  if (chosen === 'Hans') return cantonese ? 'yue-Hans' : 'zh-Hans';
  if (chosen === 'Hant') return cantonese ? 'yue-Hant' : 'zh-Hant';
  return request.offered.find((variety) => variety.startsWith('zh'));
}

function scriptVariety(script: string): Variety {
  if (script === 'Hans') return 'zh-Hans';
  return script === 'Hant' ? 'zh-Hant' : 'und';
}

/** Chinese whose script no character tells takes the conversation's or the region's script. */
function settle(variety: Variety, request: ReplyVarietyRequest): ReplyVariety | undefined {
  if (isReplyVariety(variety)) return variety;
  if (variety !== 'und') return undefined;
  const context = contextVariety(request);
  if (context !== undefined && context.startsWith('zh')) return context;
  return request.offered.find((offered) => offered.startsWith('zh'));
}

function contextVariety(request: ReplyVarietyRequest): ReplyVariety | undefined {
  const earlier = request.history?.toReversed() ?? [];
  for (const turn of earlier) {
    const { variety } = detectVariety(turn);
    if (isReplyVariety(variety)) return variety;
  }
  return request.interfaceVariety;
}

function nearestOffered(wanted: ReplyVariety, offered: ReplyVarietyRequest['offered']): ReplyVariety {
  const sameScript = offered.find((variety) => isChinese(variety) && scriptOf(variety) === scriptOf(wanted));
  const anyChinese = offered.find((variety) => isChinese(variety));
  if (offered.includes(wanted)) return wanted;
  return (isChinese(wanted) ? (sameScript ?? anyChinese) : undefined) ?? offered[0];
}
