import type { PersonalDataPatterns } from './compile.ts';
import { findPersonalData } from './find.ts';
import type { PersonalDataFinding } from './resolve-overlaps.ts';

/** A text without its personal data, and what was in it; offsets are of the text as given. */
export interface RedactedText {
  readonly text: string;
  readonly findings: readonly PersonalDataFinding[];
}

/** Writes the placeholder of its kind, such as `[PHONE]`, in the place of all personal data. */
export function redactPersonalData(text: string, patterns: PersonalDataPatterns): RedactedText {
  const labels = labelsOf(patterns);
  const findings = findPersonalData(text, patterns);
  return { text: replaceAt(text, findings, ({ kind }) => `[${labels.get(kind) ?? ''}]`), findings };
}

/** Redacts the texts of one conversation so that replies to them can be filled in again here. */
export interface RedactionSession {
  /**
   * Writes numbered placeholders such as `[PHONE-1]`: the same original always gets the same one, and
   * no other original does. What looks like a placeholder already becomes one itself.
   */
  redact(text: string): RedactedText;
  /** Puts the originals back where their placeholders stand; what is no placeholder stays. */
  refill(text: string): string;
}

/**
 * Begins a session. What stands behind its placeholders is in memory only and goes with the session.
 * Always `refill(redact(text).text) === text`.
 */
export function createRedactionSession(patterns: PersonalDataPatterns): RedactionSession {
  const labels = labelsOf(patterns);
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<string, number>();
  const placeholderFor = (label: string, original: string): string => {
    const key = `${label} ${original}`;
    const known = placeholders.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(label) ?? 0) + 1;
    const made = `[${label}-${count}]`;
    counts.set(label, count);
    placeholders.set(key, made);
    originals.set(made, original);
    return made;
  };
  return {
    redact(text) {
      const findings = findPersonalData(text, patterns);
      const places = [
        ...findings.map(({ kind, start, end }) => ({ start, end, label: labels.get(kind) ?? '' })),
        ...findLookAlikes(text, findings),
      ].toSorted((a, b) => a.start - b.start);
      const redacted = replaceAt(text, places, ({ label, start, end }) =>
        placeholderFor(label, text.slice(start, end)),
      );
      return { text: redacted, findings };
    },
    refill(text) {
      return text.replace(placeholderPattern, (found) => originals.get(found) ?? found);
    },
  };
}

const placeholderPattern = /\[[A-Z][A-Z-]{0,23}-\d{1,9}\]/g;

/** Label of placeholders for text that looks like a placeholder: refilling must not take it for one. */
const literalLabel = 'TEXT';

function findLookAlikes(
  text: string,
  findings: readonly PersonalDataFinding[],
): { start: number; end: number; label: string }[] {
  const covered = new Uint8Array(text.length);
  for (const { start, end } of findings) covered.fill(1, start, end);
  return Array.from(text.matchAll(placeholderPattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    label: literalLabel,
  })).filter(({ start, end }) => !covered.subarray(start, end).includes(1));
}

function labelsOf({ kinds }: PersonalDataPatterns): Map<string, string> {
  return new Map(kinds.map(({ id, replacement }) => [id, replacement]));
}

/** Replaces places that are in order and do not overlap. */
function replaceAt<Place extends { readonly start: number; readonly end: number }>(
  text: string,
  places: readonly Place[],
  write: (place: Place) => string,
): string {
  let written = '';
  let at = 0;
  for (const place of places) {
    written += text.slice(at, place.start) + write(place);
    at = place.end;
  }
  return written + text.slice(at);
}
