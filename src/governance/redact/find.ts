import { isChecked } from './checksum.ts';
import { type CompiledForm, type PersonalDataPatterns, keyOf } from './compile.ts';
import { type WordFinder, isNearer } from './near-words.ts';
import { normaliseText } from './normalise.ts';
import { type PersonalDataFinding, resolveOverlaps } from './resolve-overlaps.ts';

/**
 * Finds the personal data in a text, in the order of the text. No two findings overlap.
 *
 * Full width, simplified or traditional, any hyphen or white space are all the same to it. Where two
 * kinds fit, a match that holds the other wins, then the kind of smaller priority.
 *
 * @returns offsets in UTF-16 code units of the text as given
 */
export function findPersonalData(text: string, patterns: PersonalDataPatterns): PersonalDataFinding[] {
  const { starts, ends, ...normalised } = normaliseText(text);
  const reading = { text: normalised.text, look: patterns.wordFinder(normalised.text), patterns };
  const [sure, waiting]: [Match[], Match[]] = [[], []];
  for (const form of patterns.forms) {
    (form.needs === 'companion' ? waiting : sure).push(...matchForm(form, reading));
  }
  return resolveOverlaps(
    text,
    [...sure, ...accompanied(waiting, sure, normalised.text.length)].map(
      ({ form, start, end, verified }) => ({
        kind: form.kind.id,
        priority: form.kind.priority,
        start: starts[start] ?? 0,
        end: ends[end - 1] ?? 0,
        verified,
      }),
    ),
  );
}

/** A match that counts; offsets in the normalised text. */
interface Match {
  readonly form: CompiledForm;
  readonly start: number;
  readonly end: number;
  readonly verified: boolean;
}

/** A normalised text while it is searched. */
interface Reading {
  readonly text: string;
  readonly look: ReturnType<WordFinder>;
  readonly patterns: PersonalDataPatterns;
}

function matchForm(form: CompiledForm, reading: Reading): Match[] {
  const { text } = reading;
  const found: Match[] = [];
  const { pattern } = form;
  // A pattern keeps its place between calls.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const counted = judgeMatch(match, form, reading);
    if (counted === undefined) {
      // What begins within a match that does not count may count itself.
      pattern.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
    } else {
      found.push(counted);
      pattern.lastIndex = Math.max(counted.end, match.index + 1);
    }
  }
  return found;
}

function judgeMatch(match: RegExpExecArray, form: CompiledForm, reading: Reading): Match | undefined {
  const { id, checksum } = form.kind;
  const [start, end] = match.indices?.groups?.['value'] ?? [match.index, match.index + match[0].length];
  if (end <= start) return undefined;
  const key = keyOf(match.groups?.['key'] ?? reading.text.slice(start, end));
  if (reading.patterns.allowed.get(id)?.has(key) === true) return undefined;
  const verified = isChecked(key, checksum);
  const { own, other, against } = reading.look({ start, end }, id);
  if (!form.certain && isNearer(against, own)) return undefined;
  const named = own !== undefined && !isNearer(other, own);
  const counts = {
    nothing: true,
    companion: true,
    checksum: verified,
    context: named,
    'checksum-or-context': verified || named,
  }[form.needs];
  return counts ? { form, start, end, verified } : undefined;
}

/** Those of the waiting matches near which stands one of a kind that makes them count. */
function accompanied(waiting: readonly Match[], sure: readonly Match[], length: number): Match[] {
  const counts = new Map<string, Uint32Array>();
  const isAccompanied = ({ form, start, end }: Match): boolean => {
    const { id, companions } = form.kind;
    if (companions === undefined) return false;
    const made = counts.get(id) ?? countCovered([...sure, ...waiting], companions.kinds, length);
    counts.set(id, made);
    const { within } = form;
    return (made[Math.min(length, end + within)] ?? 0) > (made[Math.max(0, start - within)] ?? 0);
  };
  return waiting.filter(isAccompanied);
}

/** For each place of a text, how much of what lies before it is of some kinds. */
function countCovered(matches: readonly Match[], kinds: readonly string[], length: number): Uint32Array {
  const covered = new Uint32Array(length + 1);
  for (const { form, start, end } of matches) {
    if (kinds.includes(form.kind.id)) covered.fill(1, start + 1, end + 1);
  }
  for (let at = 1; at <= length; at += 1) covered[at] = (covered[at] ?? 0) + (covered[at - 1] ?? 0);
  return covered;
}
