/** The delimiters of tables that public bodies publish. */
const delimiters = [',', '\t', ';', '^', '|'] as const;

/** One of {@link delimiters}. */
type Delimiter = (typeof delimiters)[number];

/**
 * Finds the delimiter of a table from its first lines: the one by which most of them fall into the
 * same number of cells. Quoted text does not count. A comma when there is none.
 */
export function sniffDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  const lines = unquotedLines(sample, 50);
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const score = counts.length * agreement(counts);
    // A tab or a caret is hardly ever part of a text; the other marks often are.
    const weight = delimiter === '\t' || delimiter === '^' ? 1.5 : 1;
    if (score * weight > best.score) best = { delimiter, score: score * weight };
  }
  return best.delimiter;
}

/** Share of the commonest value, in (0, 1]; 0 for none. */
function agreement(counts: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  return counts.length === 0 ? 0 : Math.max(...tally.values()) / counts.length;
}

/** The first records with their quoted parts left out. */
function unquotedLines(sample: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let quoted = false;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') {
      if (line !== '') lines.push(line);
      line = '';
      if (lines.length >= most) return lines;
    } else line += character;
  }
  // The last line may be cut; it counts when it is the only one.
  return lines.length === 0 ? [line] : lines;
}
