import type { FoundPassage } from '../knowledge/spec.ts';
import { type GroundingTools, checkGrounding, isVerbatim } from './check-grounding.ts';
import { createInjectionModerator } from './injection/injection-moderator.ts';
import { type FoldedText, type Place, createPhraseList, findCues, foldWithPlaces } from './match-phrases.ts';
import type { Clause, Finding, Moderator, Stage } from './spec.ts';

/** Makes the moderators that a region's clauses ask for; those of other checks are made where the checks are. */
export function createModerators(clauses: readonly Clause[], tools: GroundingTools): Moderator[] {
  const read = createReader();
  return clauses.flatMap((clause) =>
    clause.stages.flatMap((stage) => {
      if (clause.check === 'grounding') return [groundingModerator(clause, stage, tools)];
      if (clause.check === 'phrases') return [phraseModerator(clause, stage, read)];
      if (clause.check === 'injection') return [createInjectionModerator({ stage, clause: clause.id })];
      return clause.check === 'cues' ? [cueModerator(clause, stage, read)] : [];
    }),
  );
}

/** Withholds a model's sentence that its sources do not support, and a quotation that is none. */
function groundingModerator(clause: Clause, stage: Stage, tools: GroundingTools): Moderator {
  return {
    id: `grounding:${clause.id}`,
    stage,
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
function readWithTitle({ title, text }: Pick<FoundPassage, 'title' | 'text'>): string {
  return `${title}\n${text}`;
}

/** Applies a clause wherever one of its phrases stands in the text. */
function phraseModerator(clause: Clause, stage: Stage, read: Reader): Moderator {
  const phrases = createPhraseList(clause.phrases ?? []);
  return {
    id: `phrases:${clause.id}`,
    stage,
    moderate: (text) => report(clause, phrases.find(read(text))),
  };
}

/** Applies a clause wherever its act meets its target. */
function cueModerator(clause: Clause, stage: Stage, read: Reader): Moderator {
  const { acts = [], targets = [], unless = [] } = clause.cues ?? {};
  const cues = {
    acts: createPhraseList(acts),
    targets: createPhraseList(targets),
    unless: createPhraseList(unless),
  };
  return { id: `cues:${clause.id}`, stage, moderate: (text) => report(clause, findCues(read(text), cues)) };
}

function report(clause: Clause, spans: readonly Place[]): Finding[] {
  return spans.length === 0 ? [] : [{ clause: clause.id, spans }];
}

type Reader = (text: string) => FoldedText;

/** Many clauses look at the same text one after the other: it is folded once. */
function createReader(): Reader {
  let last: FoldedText | undefined;
  return (text) => {
    if (last?.text !== text) last = foldWithPlaces(text);
    return last;
  };
}
