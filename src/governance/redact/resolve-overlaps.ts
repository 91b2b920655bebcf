/** Personal data found in a text; offsets in UTF-16 code units of the text as given. */
export interface PersonalDataFinding {
  /** Id of the kind in the region's data. */
  readonly kind: string;
  readonly start: number;
  /** Just behind it. */
  readonly end: number;
  /** Whether its checksum is right; false for kinds that have none. */
  readonly verified: boolean;
}

/** What may be a finding, with the rank of its kind: the smaller wins. */
export interface RankedFinding extends PersonalDataFinding {
  readonly priority: number;
}

/**
 * Makes of findings that overlap some that do not, hiding no less: of two the one that holds the other
 * stays; else the one of smaller priority stays whole, and of the other what is left over.
 */
export function resolveOverlaps(text: string, found: readonly RankedFinding[]): PersonalDataFinding[] {
  const taken = new Uint8Array(text.length);
  const kept: PersonalDataFinding[] = [];
  const byRank = withoutHeld(found).toSorted((a, b) => a.priority - b.priority || a.start - b.start);
  for (const { kind, start, end, verified } of byRank) {
    for (const free of freeParts(taken, start, end)) {
      taken.fill(1, free.start, free.end);
      const whole = free.end - free.start === end - start;
      const rest = whole ? free : withoutEdges(text, free);
      if (rest.end > rest.start) kept.push({ kind, ...rest, verified: verified && whole });
    }
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** Leaves out what lies within another; of equals the one of smaller priority stays. */
function withoutHeld(found: readonly RankedFinding[]): RankedFinding[] {
  const kept: RankedFinding[] = [];
  let farthest = -1;
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end || a.priority - b.priority);
  for (const each of inOrder) {
    // Everything before it begins no later: what reaches as far holds it.
    if (each.end <= farthest) continue;
    farthest = each.end;
    kept.push(each);
  }
  return kept;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is left over of a finding without the signs and spaces around it; empty when nothing else is left. */
function withoutEdges(text: string, { start, end }: Place): Place {
  const rest = text.slice(start, end);
  const before = rest.length - rest.replace(/^[^\p{L}\p{N}]+/u, '').length;
  const after = rest.length - rest.replace(/[^\p{L}\p{N}]+$/u, '').length;
  return { start: start + before, end: Math.max(start + before, end - after) };
}

/** The parts of a place that nothing has taken yet. */
function freeParts(taken: Uint8Array, start: number, end: number): Place[] {
  const parts: { start: number; end: number }[] = [];
  for (let at = start; at < end; at += 1) {
    if (taken[at] === 1) continue;
    const last = parts.at(-1);
    if (last !== undefined && last.end === at) last.end = at + 1;
    else parts.push({ start: at, end: at + 1 });
  }
  return parts;
}
