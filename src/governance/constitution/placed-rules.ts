import type { WholeFiles } from './constitution-files.ts';
import type { Rule } from './schema-rules.ts';
import type { Placed } from './spec.ts';

/** All rules of a constitution with their places. */
export function placedRules(files: WholeFiles): Placed<Rule>[] {
  return files.rules.flatMap((file) => placedItems(file, 'rules', file.value.rules));
}

/** The items of a list in a file, each with its own place. */
export function placedItems<Item>(
  file: Placed<unknown>,
  list: string,
  items: readonly Item[],
): Placed<Item>[] {
  return items.map((value, at) => ({
    value,
    file: file.file,
    line: file.lineOf([list, at]),
    lineOf: (path) => file.lineOf([list, at, ...path]),
  }));
}
