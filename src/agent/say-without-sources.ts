import { isChinese, isReplyVariety, type ReplyVariety } from '../language/index.ts';
import type { AnswerTools } from './answer-tools.ts';
import { nearestSources } from './cite-sources.ts';
import type { Intent } from './classify-intent.ts';
import type { Speaker } from './communicate.ts';
import type { Found } from './finish-answer.ts';
import type { Evidence } from './gather-evidence.ts';
import { inScript } from './in-script.ts';
import { type Channel, fillIn } from './region-words.ts';
import type { AgentEvent } from './spec.ts';

/** What an answer without sources has. */
const nothing = { mode: 'extractive', citations: [], nearest: [], model: null } as const;

/** Says why the question, or all that could have been said to it, was withheld. */
export function* sayWithheld(speaker: Speaker): Generator<AgentEvent, Found> {
  yield* speaker.disclose(speaker.decisions.findLast(({ disclosure }) => disclosure !== undefined));
  return { ...nothing, outcome: 'withheld' };
}

/** Answers a turn that needs no source; undefined for one that does. */
export async function* saySmallTalk(
  intent: Intent,
  speaker: Speaker,
): AsyncGenerator<AgentEvent, Found | undefined> {
  if (intent === 'knowledge' || intent === 'live') return undefined;
  yield* speaker.frame(speaker.messages[intent === 'empty' ? 'about' : intent]);
  return { ...nothing, outcome: intent === 'empty' ? 'empty' : 'small-talk' };
}

/** Sources named when none answers. */
const nearestCount = 3;
/** The channel of a topic is named when its nearest card names this share of the question. */
const topicCoverage = 0.5;
/** The same for each of two cards of one topic. */
const pairCoverage = 0.25;

/** Says that the sources do not tell, what is nearest, and whom to ask. */
export async function* sayNotFound(
  { evidence, live, tools }: { evidence: Evidence; live: boolean; tools: AnswerTools },
  speaker: Speaker,
): AsyncGenerator<AgentEvent, Found> {
  const { messages, variety } = speaker;
  const { cards, documents } = evidence.weighing;
  // What names nothing of the question is not near to it.
  const near = [...cards, ...documents].filter(({ coverage }) => coverage > 0);
  const nearest = nearestSources(near, nearestCount);
  yield* speaker.frame(live ? messages.needsLive : messages.notFound);
  if (nearest.length > 0) {
    const titles = nearest.map(({ title }) =>
      fillIn(messages.quotation, { quote: inScript(title, variety) }),
    );
    const list = isChinese(variety) ? titles.join('') : ` ${titles.join(', ')}`;
    yield* speaker.frame(`${messages.nearest}${list}`, 'nearest');
  }
  const channel = chooseChannel(evidence, tools);
  if (channel !== undefined) {
    const contact = [channel.phone, channel.url].filter((part) => part !== undefined).join(' ');
    yield* speaker.frame(fillIn(messages.channel, { name: nameOf(channel, variety), contact }));
  }
  return { ...nothing, nearest, outcome: live ? 'needs-live-data' : 'not-found' };
}

/** The channel for the topic of the nearest cards, if they are about the question at all. */
function chooseChannel({ weighing }: Evidence, { words, topicOf }: AnswerTools): Channel | undefined {
  const topics = weighing.cards.slice(0, nearestCount).flatMap(({ hit, coverage }, at) => {
    const topic = hit.passage.group === undefined ? undefined : topicOf(hit.passage.group);
    if (topic === undefined || coverage < pairCoverage) return [];
    return at === 0 && coverage >= topicCoverage ? [topic, topic] : [topic];
  });
  const topic = topics.find((name, at) => topics.indexOf(name) < at);
  const own = words.channels.find((channel) => topic !== undefined && channel.topics.includes(topic));
  return own ?? words.channels.find((channel) => channel.topics.length === 0);
}

/** The name of a channel in the variety of the asker, or in the nearest one that it has. */
function nameOf({ name }: Channel, variety: ReplyVariety): string {
  const chinese = Object.entries(name).find(([own]) => isReplyVariety(own) && isChinese(own))?.[1];
  const near = isChinese(variety) && chinese !== undefined ? inScript(chinese, variety) : undefined;
  return name[variety] ?? near ?? Object.values(name)[0] ?? '';
}
