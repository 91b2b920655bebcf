import { type PersonalDataPatterns, findPersonalData } from '../index.ts';
import { type CarrierSet, kindOfClass, makeNegatives, makePositives, sampleClasses } from './make-samples.ts';

/** How well a class of samples was found. */
export interface Measured {
  readonly name: string;
  /** Values made. */
  readonly values: number;
  /** Values of which no letter or digit is left, whatever kind they were taken for. */
  readonly hidden: number;
  /** Those among them that were found as their own kind. */
  readonly named: number;
  /** Findings of the kind, in the samples of all classes and in the look-alikes. */
  readonly found: number;
  /** Those among them that touch a value that was made, of any kind. */
  readonly right: number;
  /** Texts whose value was missed, as a help for whoever changes a pattern. */
  readonly missed: readonly string[];
}

/** Measures all classes on one set of carriers and on the look-alikes. */
export function measurePersonalData(
  patterns: PersonalDataPatterns,
  set: CarrierSet,
  { each, negatives }: { readonly each: number; readonly negatives: number },
): {
  readonly classes: readonly Measured[];
  readonly falseTexts: readonly string[];
  readonly negatives: number;
} {
  const found = new Map<string, number>();
  const right = new Map<string, number>();
  const falseTexts: string[] = [];
  const count = (counts: Map<string, number>, kind: string): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  const rows = sampleClasses.map((name) => {
    const row = { name, values: 0, hidden: 0, named: 0, missed: [] as string[] };
    for (const { text, values, others } of makePositives(name, set, each)) {
      const findings = findPersonalData(text, patterns);
      for (const { kind, start, end } of findings) {
        count(found, kind);
        if ([...values, ...others].some((value) => value.start < end && start < value.end))
          count(right, kind);
        else falseTexts.push(`${kind}: ${text.slice(start, end)} | ${text}`);
      }
      for (const value of values) {
        const rest = Array.from(text.slice(value.start, value.end)).filter(
          (character, at) =>
            /[\p{L}\p{N}]/u.test(character) &&
            !findings.some(({ start, end }) => start <= value.start + at && value.start + at < end),
        );
        const own = findings.some(
          ({ kind, start, end }) => kind === value.kind && start < value.end && value.start < end,
        );
        row.values += 1;
        if (rest.length > 0) row.missed.push(text);
        else {
          row.hidden += 1;
          if (own) row.named += 1;
        }
      }
    }
    return row;
  });
  const texts = makeNegatives(negatives);
  for (const { sort, text } of texts) {
    for (const { kind, start, end } of findPersonalData(text, patterns)) {
      count(found, kind);
      falseTexts.push(`${kind} in ${sort}: ${text.slice(start, end)} | ${text}`);
    }
  }
  return {
    classes: rows.map((row) => ({
      ...row,
      found: found.get(kindOfClass(row.name)) ?? 0,
      right: right.get(kindOfClass(row.name)) ?? 0,
    })),
    falseTexts,
    negatives: texts.length,
  };
}
