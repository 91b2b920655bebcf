import { formatLocator, type FoundPassage } from '../knowledge/index.ts';
import { type ReplyVariety, scriptOf, type Span } from '../language/index.ts';
import type { ChosenSource } from './choose-sources.ts';
import type { Speaker } from './communicate.ts';
import { inScript } from './in-script.ts';
import type { Citation, NearSource } from './spec.ts';
import type { Candidate } from './weigh-evidence.ts';

/** A source with its number in the answer. */
export interface CitedSource extends ChosenSource {
  readonly citation: Citation;
}

/** Numbers the sources of an answer, best first. */
export function citeSources(
  sources: readonly ChosenSource[],
  { messages, variety }: Pick<Speaker, 'messages' | 'variety'>,
): CitedSource[] {
  return sources.map((source, at) => {
    const { passage, spans } = source;
    const converted = spans.some((span) => inScriptOf(span.text, passage, variety) !== span.text);
    const { verified } = passage;
    return {
      ...source,
      citation: {
        n: at + 1,
        ...nearSource(passage),
        ...(passage.asOf !== undefined && { asOf: passage.asOf }),
        locator: formatLocator(passage.locator, messages),
        quote: spans.map((span) => span.text).join(' … '),
        spans: spans.map(({ start, end }: Span) => ({ start, end })),
        support: 1,
        ...(verified !== undefined && { verified }),
        converted,
      },
    };
  });
}

/** What people need to find a passage. */
function nearSource({ documentId, passageId, collection, title, publisher, url }: FoundPassage): NearSource {
  return {
    documentId,
    passageId,
    collection,
    title,
    ...(publisher !== undefined && { publisher }),
    ...(url !== undefined && { url }),
  };
}

/** The nearest sources, each document once in whatever language. */
export function nearestSources(candidates: readonly Candidate[], count: number): NearSource[] {
  const near = new Map<string, NearSource>();
  for (const { hit } of candidates.toSorted((a, b) => b.score - a.score)) {
    const key = hit.passage.group ?? `${hit.passage.collection}/${hit.passage.documentId}`;
    if (!near.has(key)) near.set(key, nearSource(hit.passage));
    if (near.size === count) break;
  }
  return Array.from(near.values());
}

/** Words of a passage in the script of the asker; those in another language stay as they are. */
export function inScriptOf(text: string, passage: FoundPassage, variety: ReplyVariety): string {
  return scriptOf(passage.variety) === scriptOf(variety) ? text : inScript(text, variety);
}
