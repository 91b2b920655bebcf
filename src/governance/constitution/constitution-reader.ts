import type { z } from 'zod';
import { replyVarieties } from '../../language/index.ts';
import { readYaml } from './read-yaml.ts';
import type { ConstitutionProblem, Placed } from './spec.ts';

/** Where a person finds out how a file should look. */
const guide = 'docs/constitution-format.md shows an example.';

/** Reads the files of one constitution, gathering problems instead of stopping at the first. */
export class ConstitutionReader {
  readonly problems: ConstitutionProblem[] = [];
  readonly #files: ReadonlyMap<string, string>;

  /** @param files texts by path within the constitution's folder, with `/` between parts */
  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  /** Notes a problem. */
  report(problem: Omit<ConstitutionProblem, 'severity'> & { readonly severity?: 'warning' }): void {
    this.problems.push({ severity: 'error', ...problem });
  }

  /** Paths of the files of a folder with an ending, in order. */
  list(folder: string, ending: string): string[] {
    return Array.from(this.#files.keys())
      .filter((name) => name.startsWith(`${folder}/`) && name.endsWith(ending))
      .toSorted();
  }

  /** A YAML file that fits a schema, or undefined and its problems. */
  yaml<Schema extends z.ZodType>(file: string, schema: Schema): Placed<z.infer<Schema>> | undefined {
    const text = this.#files.get(file);
    if (text === undefined) {
      this.report({ file, message: 'is missing', cure: 'Copy it from regions/template and fill it in.' });
      return undefined;
    }
    const { value, faults, lineOf } = readYaml(text);
    for (const { line, message } of faults) {
      this.report({
        file,
        line,
        message: `is not valid YAML (${message})`,
        cure: 'Look at the indentation, for tabs, and for texts with ": " that lack quotation marks.',
      });
    }
    if (faults.length > 0) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data, file, line: 1, lineOf };
    for (const issue of parsed.error.issues) this.#reportIssue(file, issue, lineOf);
    return undefined;
  }

  /** The records of a JSON Lines file after its header that fit a schema; the others become problems. */
  jsonl<Schema extends z.ZodType>(file: string, kind: string, schema: Schema): Placed<z.infer<Schema>>[] {
    const found: Placed<z.infer<Schema>>[] = [];
    for (const [at, text] of (this.#files.get(file) ?? '').split('\n').entries()) {
      const line = at + 1;
      if (text.trim() === '') continue;
      const value = this.#parseLine(file, line, text);
      if (value === undefined) continue;
      if (line === 1) {
        if (hasKind(value, kind)) continue;
        this.report({
          file,
          line,
          message: `has no header of kind "${kind}"`,
          cure: `Put {"kind":"${kind}","schema":1,"version":"…","region":"…","createdAt":"…"} on its first line.`,
        });
      }
      const parsed = schema.safeParse(value);
      if (parsed.success) found.push({ value: parsed.data, file, line, lineOf: () => line });
      else for (const issue of parsed.error.issues) this.#reportIssue(file, issue, () => line);
    }
    return found;
  }

  #parseLine(file: string, line: number, text: string): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      this.report({
        file,
        line,
        message: `is not valid JSON (${error instanceof Error ? error.message : ''})`,
        cure: 'Look for a missing comma, quotation mark or bracket; each line is one record.',
      });
      return undefined;
    }
  }

  #reportIssue(file: string, issue: z.core.$ZodIssue, lineOf: Placed<unknown>['lineOf']): void {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const name = issue.path.map(String).join('.');
    const { message, cure } = explain(issue);
    this.report({
      file,
      line: lineOf([...issue.path, ...unknown]),
      message: `${name === '' ? 'the file' : name}: ${message}`,
      cure,
    });
  }
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** What zod says, in words for people who write texts. */
function explain(issue: z.core.$ZodIssue): { readonly message: string; readonly cure: string } {
  const { message } = issue;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    // A comma within { } ends a text, and what follows it is read as a key.
    const cure = issue.keys.some((key) => /[\s\p{Script=Han}.]/u.test(key))
      ? 'A text within { } that holds a comma needs quotation marks.'
      : `Correct the name or remove it; the varieties are ${replyVarieties.join(', ')}.`;
    return { message: `does not know ${keys}`, cure };
  }
  if (message.endsWith('received undefined')) return { message: 'is missing', cure: `Add it; ${guide}` };
  if (/expected string, received (?:number|boolean)$/.test(message)) {
    return { message: 'is read as a number or as true or false', cure: 'Put it in quotation marks.' };
  }
  if (message.endsWith('expected string, received null')) return { message: 'is empty', cure: 'Write it.' };
  if (issue.code === 'invalid_key') {
    return { message: 'is no variety', cure: `Use ${replyVarieties.join(', ')}.` };
  }
  return { message, cure: `Correct it; ${guide}` };
}
