import { compilePersonalData } from './compile.ts';
import { findPersonalData } from './find.ts';
import type { PersonalDataKind } from './kind.ts';

/** Something that is wrong with a kind of personal data. */
export interface KindProblem {
  /** Index of the kind among those checked. */
  readonly at: number;
  readonly message: string;
  readonly cure: string;
}

/**
 * Checks a region's kinds against each other and against their own examples: in an example exactly
 * what is marked `«…»` is of the kind, in a counter-example nothing is.
 */
export function checkPersonalDataKinds(kinds: readonly PersonalDataKind[]): KindProblem[] {
  const patterns = compilePersonalData(kinds);
  const ids = new Set(kinds.map(({ id }) => id));
  return kinds.flatMap((kind, at) => {
    const twin = kinds.findIndex(({ id }) => id === kind.id);
    const strangers = (kind.companions?.kinds ?? []).filter((id) => !ids.has(id));
    const problems: KindProblem[] = strangers.map((id) => ({
      at,
      message: `${kind.id}: there is no kind "${id}" to stand beside it`,
      cure: 'Correct the id under "companions", or remove it.',
    }));
    if (twin !== at) {
      problems.push({
        at,
        message: `the id "${kind.id}" is already used`,
        cure: 'Give one of them another id.',
      });
    }
    for (const marked of [...kind.examples, ...kind.counterExamples]) {
      const text = marked.replace(/[«»]/g, '');
      const found = findPersonalData(text, patterns).filter((finding) => finding.kind === kind.id);
      const shown = markPlaces(text, found);
      if (shown === marked) continue;
      problems.push({
        at,
        message: `${kind.id}: "${marked}" is read as "${shown}"`,
        cure: 'Change the pattern or its words, or correct the example: «…» marks exactly what is found.',
      });
    }
    return problems;
  });
}

function markPlaces(
  text: string,
  places: readonly { readonly start: number; readonly end: number }[],
): string {
  return places.reduceRight(
    (shown, { start, end }) => `${shown.slice(0, start)}«${shown.slice(start, end)}»${shown.slice(end)}`,
    text,
  );
}
