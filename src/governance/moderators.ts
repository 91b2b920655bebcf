import { foldText } from '../language/index.ts';
import { type GroundingTools, checkGrounding, isVerbatim } from './check-grounding.ts';
import type { Clause, Finding, Moderator } from './spec.ts';

/** Makes the moderators that a region's clauses ask for. */
export function createModerators(clauses: readonly Clause[], tools: GroundingTools): Moderator[] {
  return clauses.map((clause) =>
    clause.check === 'grounding' ? groundingModerator(clause, tools) : phraseModerator(clause),
  );
}

/** Withholds a model's sentence that its sources do not support, and a quotation that is none. */
function groundingModerator(clause: Clause, tools: GroundingTools): Moderator {
  return {
    id: `grounding:${clause.id}`,
    stage: clause.stage,
    moderate(text, { origin, sources = [] }) {
      if (origin === 'frame' || origin === undefined) return [];
      const texts = sources.map((source) => source.text);
      const supported =
        origin === 'quotation'
          ? texts.some((source) => isVerbatim(text, source))
          : checkGrounding(text, texts, tools).supported;
      return supported ? [] : [{ clause: clause.id, spans: [{ start: 0, end: text.length }] }];
    },
  };
}

/** Applies a clause where one of its phrases stands in the text. */
function phraseModerator(clause: Clause): Moderator {
  const phrases = (clause.phrases ?? []).map((phrase) => ({ phrase, folded: foldText(phrase) }));
  return {
    id: `phrases:${clause.id}`,
    stage: clause.stage,
    moderate(text): Finding[] {
      const folded = foldText(text);
      const spans = phrases
        .filter((candidate) => containsPhrase(folded, candidate.folded))
        .map((candidate) => placeOf(text, candidate));
      return spans.length === 0 ? [] : [{ clause: clause.id, spans }];
    },
  };
}

/** Latin phrases match whole words; Han has no word boundaries. */
function containsPhrase(folded: string, phrase: string): boolean {
  if (!/^[\p{Script=Latin}]/u.test(phrase)) return folded.includes(phrase);
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(folded);
}

function placeOf(text: string, { phrase, folded }: { phrase: string; folded: string }) {
  // Folding may change lengths; then the whole text is the place.
  const at = text.toLowerCase().indexOf(phrase.toLowerCase());
  const foldedAt = foldText(text).length === text.length ? foldText(text).indexOf(folded) : -1;
  const start = at >= 0 ? at : foldedAt;
  return start >= 0 ? { start, end: start + phrase.length } : { start: 0, end: text.length };
}
