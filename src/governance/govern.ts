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

/** A reply counts only if it names known clauses and places that exist. */
function isSound(
  found: readonly Finding[] | undefined,
  clauses: ReadonlyMap<string, Clause>,
  text: string,
): found is readonly Finding[] {
  return (
    Array.isArray(found) &&
    found.every(
      (finding: Finding) =>
        clauses.has(finding.clause) &&
        finding.spans.every(({ start, end }) => start >= 0 && start <= end && end <= text.length),
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
    text: (withholding.has(action) ? '' : text) as GovernedText,
    decision: {
      stage,
      action,
      clauses: Array.from(new Set(applied.map((clause) => clause.id))),
      spans,
      ...(disclosure !== undefined && { disclosure }),
    },
  };
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
