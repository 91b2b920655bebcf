import { foldText } from '../language/index.ts';
import { type GroundingTools, checkGrounding, isVerbatim } from './check-grounding.ts';
import type { FoundPassage } from '../knowledge/spec.ts';
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
    moderate(text, { origin, sources = [], claim = text }) {
      if (origin === 'frame' || origin === undefined) return [];
      // A claim that is not what is shown would be checked in its place.
      const shown = text.includes(claim);
      const supported =
        shown &&
        (origin === 'quotation'
          ? sources.some((source) => isVerbatim(claim, source.text))
          : checkGrounding(claim, sources.map(readWithTitle), tools).supported);
      return supported ? [] : [{ clause: clause.id, spans: [{ start: 0, end: text.length }] }];
    },
  };
}

/** A passage under the title that tells what it is about. */
function readWithTitle({ title, text }: FoundPassage): string {
  return `${title}\n${text}`;
}

/** Applies a clause wherever one of its phrases stands in the text. */
function phraseModerator(clause: Clause): Moderator {
  const phrases = (clause.phrases ?? []).map(phrasePattern);
  return {
    id: `phrases:${clause.id}`,
    stage: clause.stage,
    moderate(text): Finding[] {
      const { folded, places } = foldWithPlaces(text);
      const spans = phrases
        .flatMap((phrase) => Array.from(folded.matchAll(phrase)))
        .map(({ index, 0: found }) => ({
          start: places[index] ?? 0,
          end: places[index + found.length] ?? text.length,
        }));
      return spans.length === 0 ? [] : [{ clause: clause.id, spans }];
    },
  };
}

/** Latin phrases match whole words, also beside Han, which has no word boundaries. */
function phrasePattern(phrase: string): RegExp {
  const escaped = foldPiece(phrase)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/gu, '\\s+');
  const before = /^[\p{Script=Latin}\p{N}]/u.test(phrase) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /[\p{Script=Latin}\p{N}]$/u.test(phrase) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  return new RegExp(`${before}${escaped}${after}`, 'gu');
}

function foldPiece(text: string): string {
  return foldText(text).replace(/[‘’]/gu, "'");
}

/** The folded text, and for each of its code units the offset in the text it comes from. */
function foldWithPlaces(text: string): { folded: string; places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldPiece(character);
    places.push(...Array.from({ length: piece.length }, () => at));
    folded += piece;
    at += character.length;
  }
  return { folded, places: [...places, text.length] };
}
