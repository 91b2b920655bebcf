import { inputError } from '../../base/index.ts';
import type { Block } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { collapse } from './markup.ts';

/** Deepest nesting of JSON that is read. */
const deepestJson = 60;

/** Longest row, in UTF-16 code units; an object with more goes on in a further block of the same row. */
const longestRow = 4_000;

/**
 * Makes JSON of any shape readable, block by block: plain values become `path: value` pairs in rows,
 * each list of objects a heading with its path and one row for each object. The value must have
 * passed {@link checkJsonDepth}.
 *
 * @example [...flattenJson({ day: 'Monday', slots: [{ from: '09:00' }] })]
 * // row “day: Monday”, heading “slots”, row “from: 09:00”
 */
export function flattenJson(value: unknown): Generator<Block> {
  return blocksOf(value, []);
}

/** All values of an object as `path: value; …`. */
export function flatPairs(value: unknown): string {
  return [...pairsOf(value, [])].join('; ');
}

/**
 * Refuses JSON that is nested beyond use.
 *
 * @throws `knowledge.json-too-deep` for values nested more than {@link deepestJson} deep.
 */
export function checkJsonDepth(value: unknown, name: string): void {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isNested(next.value)) continue;
    if (next.depth > deepestJson) throw tooDeep(name);
    for (const inner of Object.values(next.value)) {
      if (isNested(inner)) waiting.push({ value: inner, depth: next.depth + 1 });
    }
  }
}

function* blocksOf(value: unknown, path: readonly string[]): Generator<Block> {
  if (Array.isArray(value)) yield* listBlocks(value, path);
  else if (isObject(value)) yield* objectBlocks(value, path);
  else yield* rowBlocks(pairsOf(value, path.slice(-1)), 1);
}

function* objectBlocks(value: Record<string, unknown>, path: readonly string[]): Generator<Block> {
  const entries = Object.entries(value);
  const plain = entries.filter(([, inner]) => !holdsMore(inner));
  yield* rowBlocks(pairsOfAll(plain), 1);
  for (const [key, inner] of entries.filter(([, other]) => holdsMore(other))) {
    const below = [...path, key];
    const blocks = blocksOf(inner, below);
    const first = blocks.next();
    if (first.done === true) continue;
    // What begins with a heading of its own, a more exact one, needs none before it.
    if (first.value.kind !== 'heading') yield headingOf(below);
    yield first.value;
    yield* blocks;
  }
}

/** True for what stands under a heading: an object, or a list of such. */
function holdsMore(value: unknown): boolean {
  return isObject(value) || (Array.isArray(value) && value.some(isNested));
}

function* listBlocks(list: readonly unknown[], path: readonly string[]): Generator<Block> {
  if (list.length > 0 && path.length > 0) yield headingOf(path);
  if (list.some(isNested)) {
    for (const [index, item] of list.entries()) yield* rowBlocks(pairsOf(item, []), index + 1);
  } else yield* rowBlocks(pairsOfAll(list.map((item) => ['', item])), 1, ', ');
}

function headingOf(path: readonly string[]): Block {
  return { kind: 'heading', level: Math.min(path.length, 6), text: path.map(readableKey).join(' › ') };
}

function* rowBlocks(pairs: Iterable<string>, row: number, mark = '; '): Generator<Block> {
  let text = '';
  for (const pair of pairs) {
    if (text !== '' && text.length + pair.length > longestRow) {
      yield { kind: 'row', row, text };
      text = '';
    }
    text += text === '' ? pair : mark + pair;
  }
  if (text !== '') yield { kind: 'row', row, text };
}

function* pairsOfAll(entries: Iterable<readonly [key: string, value: unknown]>): Generator<string> {
  for (const [key, value] of entries) yield* pairsOf(value, key === '' ? [] : [key]);
}

function* pairsOf(value: unknown, path: readonly string[]): Generator<string> {
  if (value === null || value === undefined || value === '') return;
  if (Array.isArray(value) && !value.some(isNested)) {
    yield* pairsOf(value.filter((item) => item !== null && item !== '').join(', '), path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* pairsOf(item, [...path, String(index + 1)]);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* pairsOf(inner, [...path, key]);
  } else {
    const text = typeof value === 'string' ? cleanText(collapse(value)) : JSON.stringify(value);
    if (text !== '') yield path.length === 0 ? text : `${path.map(readableKey).join('.')}: ${text}`;
  }
}

function readableKey(key: string): string {
  return cleanText(collapse(key));
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isNested(value) && !Array.isArray(value);
}

function tooDeep(name: string) {
  return inputError({
    code: 'knowledge.json-too-deep',
    message: `${name} nests its values more than ${deepestJson} deep.`,
    cure: 'Convert it to JSON Lines with one record a line.',
  });
}
