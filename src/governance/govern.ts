import { z } from 'zod';
import type {
  Action,
  Clause,
  Decision,
  DecisionSpan,
  Finding,
  GovernedText,
  ModerationContext,
  Moderator,
  Stage,
} from './spec.ts';

/** A text with what governance decided of it. `text` is empty when it is withheld. */
export interface Governed {
  readonly text: GovernedText;
  readonly decision: Decision;
}

/** The one way out: every text that reaches a user, and every question that comes in, passes it. */
export interface GovernanceDoor {
  /** Judges a text at a stage; `language` picks the words of the disclosure. */
  govern(
    stage: Stage,
    text: string,
    context: ModerationContext & { readonly variety: string },
  ): Promise<Governed>;
}

/** What a door is made of. */
export interface DoorOptions {
  readonly clauses: readonly Clause[];
  readonly moderators: readonly Moderator[];
  /** Longest time one moderator may take, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** What the user reads when a check could not be run, by variety. */
  readonly unverifiedNotice: (variety: string) => string;
}

/** Joins governed texts; `before` is the white space that goes before each but the first. */
export function joinGoverned(
  parts: readonly { readonly text: GovernedText; readonly before: '' | ' ' | '\n' }[],
): GovernedText {
  // Each part has passed the door, and white space says nothing.
  return parts.map(({ text, before }, at) => (at === 0 ? text : `${before}${text}`)).join('') as GovernedText;
}

/** What the user is told of a decision: the door's own words, which therefore may go out. */
export function disclosureOf({ disclosure }: Decision): GovernedText | undefined {
  return disclosure as GovernedText | undefined;
}

/** Actions from the mildest to the strictest: the strictest clause that applies decides. */
const severity: readonly Action[] = [
  'allow',
  'allow-with-context',
  'allow-with-support',
  'clarify',
  'redact',
  'partial',
  'handoff',
  'decline',
  'unverified',
];

/** Actions after which the text itself may not be shown. */
const withholding: ReadonlySet<Action> = new Set(['decline', 'handoff', 'clarify', 'unverified']);

/** Actions that let the text pass without the places that a clause names. */
const hiding: ReadonlySet<Action> = new Set(['redact', 'partial']);

/** Makes the door from a region's clauses and the moderators that apply them. */
export function createGovernanceDoor(options: DoorOptions): GovernanceDoor {
  const clauses = new Map(options.clauses.map((clause) => [clause.id, clause]));
  return {
    async govern(stage, text, context) {
      const findings: Finding[] = [];
      for (const moderator of options.moderators.filter((candidate) => candidate.stage === stage)) {
        const found = await runModerator(moderator, { text, context, timeoutMs: options.timeoutMs ?? 5000 });
        if (!isSound(found, clauses, text))
          return unverified(stage, options.unverifiedNotice(context.variety));
        findings.push(...found);
      }
      return decide(text, findings, { stage, clauses, variety: context.variety });
    },
  };
}

async function runModerator(
  moderator: Moderator,
  { text, context, timeoutMs }: { text: string; context: ModerationContext; timeoutMs: number },
): Promise<readonly Finding[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutMs);
    });
    return await Promise.race([Promise.resolve(moderator.moderate(text, context)), late]);
  } catch {
    // Why it failed is the moderator's business to log; here a failed check means: not checked.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const findingsSchema = z.array(
  z.object({
    clause: z.string(),
    spans: z.array(z.object({ start: z.int().nonnegative(), end: z.int() })),
  }),
);

/** A reply counts only if it has the shape of one, and names known clauses and places that exist. */
function isSound(
  found: unknown,
  clauses: ReadonlyMap<string, Clause>,
  text: string,
): found is readonly Finding[] {
  const read = findingsSchema.safeParse(found);
  return (
    read.success &&
    read.data.every(
      ({ clause, spans }) =>
        clauses.has(clause) && spans.every(({ start, end }) => start <= end && end <= text.length),
    )
  );
}

function decide(
  text: string,
  findings: readonly Finding[],
  { stage, clauses, variety }: { stage: Stage; clauses: ReadonlyMap<string, Clause>; variety: string },
): Governed {
  const applied = findings.flatMap((finding) => clauses.get(finding.clause) ?? []);
  const strictest = applied.toSorted((a, b) => severity.indexOf(b.action) - severity.indexOf(a.action)).at(0);
  const action = strictest?.action ?? 'allow';
  const disclosure = strictest === undefined ? undefined : inVariety(strictest.disclosure, variety);
  const spans: DecisionSpan[] = findings.flatMap(({ clause, spans: places }) =>
    places.map((place) => ({ ...place, clause })),
  );
  return {
    text: (withholding.has(action) ? '' : withoutHidden(text, findings, clauses)) as GovernedText,
    decision: {
      stage,
      action,
      clauses: Array.from(new Set(applied.map((clause) => clause.id))),
      spans,
      ...(disclosure !== undefined && { disclosure }),
    },
  };
}

/**
 * The text with the places of redacting clauses blacked out, so that offsets stay true. A clause that
 * names no place hides the whole text.
 */
function withoutHidden(
  text: string,
  findings: readonly Finding[],
  clauses: ReadonlyMap<string, Clause>,
): string {
  const hidden = findings.filter(({ clause }) => hiding.has(clauses.get(clause)?.action ?? 'allow'));
  if (hidden.some(({ spans }) => spans.length === 0)) return '';
  return hidden
    .flatMap(({ spans }) => spans)
    .reduce((rest, { start, end }) => rest.slice(0, start) + '█'.repeat(end - start) + rest.slice(end), text);
}

function unverified(stage: Stage, disclosure: string): Governed {
  return {
    text: '' as GovernedText,
    decision: { stage, action: 'unverified', clauses: [], spans: [], disclosure },
  };
}

function inVariety(words: Clause['disclosure'], variety: string): string | undefined {
  return words[variety as keyof typeof words] ?? Object.values(words)[0];
}
