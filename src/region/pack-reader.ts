import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { sha256 } from '../base/index.ts';
import { locateJson, locateJsonError } from './locate-json.ts';

/** Something in a pack that must be mended, with where and how. */
export interface RegionProblem {
  /** Path within the pack. */
  readonly file: string;
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
  readonly cure: string;
  /** A `warning` does not stop the pack from being used. */
  readonly severity: 'error' | 'warning';
}

/** One record of a pack's file with its place. */
export interface Located<Value> {
  readonly value: Value;
  readonly file: string;
  readonly line: number;
}

/** Reads the files of one pack, gathering problems instead of stopping at the first. */
export class PackReader {
  readonly folder: string;
  readonly problems: RegionProblem[] = [];
  /** SHA-256 of every file read, for the pack's hash. */
  readonly hashes = new Map<string, string>();
  readonly #jsonTexts = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Notes a problem. */
  report(problem: Omit<RegionProblem, 'severity'> & { readonly severity?: 'warning' }): void {
    this.problems.push({ severity: 'error', ...problem });
  }

  /** Names of the files in a folder of the pack with an ending, in order; empty when there is none. */
  async list(folder: string, ending: string): Promise<string[]> {
    try {
      const names = await readdir(join(this.folder, folder));
      return names
        .filter((name) => name.endsWith(ending))
        .toSorted()
        .map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  }

  /** The text of a file, or undefined and a problem. */
  async text(file: string): Promise<string | undefined> {
    try {
      const content = (await readFile(join(this.folder, file), 'utf8')).replace(/^\uFEFF/, '');
      this.hashes.set(file, sha256(content));
      return content;
    } catch {
      this.report({
        file,
        message: 'is missing or cannot be read',
        cure: 'Copy it from regions/template and fill it in.',
      });
      return undefined;
    }
  }

  /** The bytes of a file that a pack may do without; undefined when it is not there. */
  async bytes(file: string): Promise<Buffer | undefined> {
    try {
      const content = await readFile(join(this.folder, file));
      this.hashes.set(file, sha256(content));
      return content;
    } catch {
      return undefined;
    }
  }

  /** A JSON file that fits a schema, or undefined and its problems. */
  async json<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
    const content = await this.text(file);
    if (content === undefined) return undefined;
    const value = this.#parse(file, content);
    if (value === undefined) return undefined;
    this.#jsonTexts.set(file, content);
    const parsed = schema.safeParse(value.json);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      this.#reportIssue(file, issue, (path) => locateJson(content, path));
    return undefined;
  }

  /** The 1-based line of a value in a JSON file that was read. */
  lineOf(file: string, path: readonly PropertyKey[]): number {
    return locateJson(this.#jsonTexts.get(file) ?? '', path);
  }

  /** The records of a JSON Lines file after its header that fit a schema; the others become problems. */
  async jsonl<Schema extends z.ZodType>(
    file: string,
    kind: string,
    schema: Schema,
  ): Promise<Located<z.infer<Schema>>[]> {
    const content = await this.text(file);
    const found: Located<z.infer<Schema>>[] = [];
    if (content?.trim() === '') this.#checkHeader(file, kind, undefined);
    for (const [at, text] of (content ?? '').split('\n').entries()) {
      const line = at + 1;
      if (text.trim() === '') continue;
      const value = this.#parse(file, text, line);
      if (value === undefined) continue;
      if (line === 1) this.#checkHeader(file, kind, value.json);
      else {
        const parsed = schema.safeParse(value.json);
        if (parsed.success) found.push({ value: parsed.data, file, line });
        else for (const issue of parsed.error.issues) this.#reportIssue(file, issue, () => line);
      }
    }
    return found;
  }

  #checkHeader(file: string, kind: string, value: unknown): void {
    const actual = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    if (actual === kind) return;
    this.report({
      file,
      line: 1,
      message: `has no header of kind "${kind}"`,
      cure: `Put {"kind":"${kind}","schema":1,"version":"…","region":"…","createdAt":"…"} on its first line.`,
    });
  }

  #parse(file: string, text: string, line?: number): { json: unknown } | undefined {
    try {
      return { json: JSON.parse(text) as unknown };
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      this.report({
        file,
        line: line ?? locateJsonError(text, reason),
        message: `is not valid JSON (${reason})`,
        cure: 'Look for a missing comma, quotation mark or bracket just before that place.',
      });
      return undefined;
    }
  }

  #reportIssue(
    file: string,
    issue: z.core.$ZodIssue,
    locate: (path: readonly PropertyKey[]) => number,
  ): void {
    const name = issue.path.map(String).join('.');
    this.report({
      file,
      line: locate(issue.path),
      message: `${name === '' ? 'the record' : name}: ${issue.message}`,
      cure:
        issue.code === 'unrecognized_keys'
          ? 'Correct the name or remove it.'
          : 'Compare with the same file in regions/template.',
    });
  }
}
