import { z } from 'zod';
import type { FoundPassage } from '../knowledge/spec.ts';

/** What governance does with a text. */
export const actions = [
  'allow',
  'allow-with-context',
  'allow-with-support',
  'clarify',
  'redact',
  'partial',
  'decline',
  'handoff',
  'unverified',
] as const;

/** One of {@link actions}. `unverified`: a check failed to run, so the text is withheld, never passed. */
export type Action = (typeof actions)[number];

/** Where in the flow a text is judged. */
export const stages = ['input', 'retrieval', 'tool', 'output'] as const;

/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

const textByVariety = z.partialRecord(
  z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  z.string().trim().min(1),
);

/**
 * One rule of a region's constitution in the form that the door applies; compiled from what its authors write
 * (`constitution/`).
 *
 * `check` names the moderator that applies it: `grounding` (a statement needs a source that supports it), `phrases`
 * (one of `phrases` stands in the text), `cues` (words of an act and of its target stand in one sentence),
 * `personal-data` and `injection` (detectors of their own), `judgement` (a model or a person; no moderator here).
 */
export const clauseSchema = z.strictObject({
  /** Stable: `<region>-<part>.<number>`. */
  id: z.string().regex(/^[a-z][a-z0-9-]*-(?:[A-Z]\d{2}|\d+)\.\d+$/),
  title: textByVariety,
  /**
   * `guard` limits conduct, `care` adds support, `quality` adds evidence or limits, `answer` is a duty
   * to answer.
   */
  class: z.enum(['guard', 'care', 'quality', 'answer']),
  stages: z.array(z.enum(stages)).min(1),
  check: z.enum(['grounding', 'phrases', 'cues', 'personal-data', 'injection', 'judgement']),
  action: z.enum(actions),
  phrases: z.array(z.string().trim().min(2)).optional(),
  /** Words of an act, of its target, and words that show another meaning. */
  cues: z
    .strictObject({
      acts: z.array(z.string().trim().min(2)).min(1),
      targets: z.array(z.string().trim().min(2)).min(1),
      unless: z.array(z.string().trim().min(2)),
    })
    .optional(),
  /** What the user is told when it applies. */
  disclosure: textByVariety,
});

/** One rule of a region's constitution in the form that the door applies. */
export type Clause = z.infer<typeof clauseSchema>;

/** A place in a text that a clause applies to; offsets in UTF-16 code units. */
export interface DecisionSpan {
  readonly start: number;
  readonly end: number;
  readonly clause: string;
}

/** What governance did to one text at one stage. */
export interface Decision {
  readonly stage: Stage;
  readonly action: Action;
  /** Ids of the clauses that applied. */
  readonly clauses: readonly string[];
  readonly spans: readonly DecisionSpan[];
  /** Words for the user, when anything was changed, added or withheld. */
  readonly disclosure?: string;
}

declare const governed: unique symbol;

/** Text that has passed the governance door. Only the door makes it; nothing else may reach a user. */
export type GovernedText = string & { readonly [governed]: true };

/** What a moderator found: the clause that applies, and where. */
export interface Finding {
  readonly clause: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** What a moderator may look at beside the text. */
export interface ModerationContext {
  /** The passages an output sentence says it rests on. */
  readonly sources?: readonly Pick<FoundPassage, 'title' | 'text'>[];
  /** How the sentence came about: our own frame words, a verbatim quotation, or words of a model. */
  readonly origin?: 'frame' | 'quotation' | 'model';
  /** The words of the text that the sources must hold, without quotation marks and citation numbers. @default the text */
  readonly claim?: string;
  readonly signal?: AbortSignal;
}

/**
 * Applies clauses to a text. A moderator that throws, takes too long or names an unknown clause makes
 * the text `unverified`.
 */
export interface Moderator {
  readonly id: string;
  readonly stage: Stage;
  moderate(text: string, context: ModerationContext): Promise<readonly Finding[]> | readonly Finding[];
}
