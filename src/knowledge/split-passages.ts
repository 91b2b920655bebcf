import { type Span, splitSentences } from '../language/index.ts';
import type { Block, Locator } from './spec.ts';

/** A passage before it has an id. */
export interface PassageDraft {
  readonly text: string;
  readonly locator: Locator;
}

/** Sizes are measured in weight: a Han character weighs 2.5, any other character 1. */
export interface SplitOptions {
  /** A passage is closed once it reaches this weight. @default 900 */
  readonly target?: number;
  /** A paragraph heavier than this is split at sentences, and a heavier sentence wherever it must. @default 1400 */
  readonly limit?: number;
}

/** A heading lighter than this is a label, which tells nothing by itself. */
const labelWeight = 40;

/**
 * Cuts a document's blocks into passages along its own structure: a heading always begins a new one,
 * short paragraphs under one heading stay together, a table row is never split from its page. A
 * heading with nothing under it is text unless it is a mere label. Passages are cut out of the
 * document word for word. Works on a stream, holding one passage at a time.
 */
export async function* splitPassages(
  blocks: AsyncIterable<Block> | Iterable<Block>,
  options: SplitOptions = {},
): AsyncGenerator<PassageDraft> {
  const splitter = new PassageSplitter(options.target ?? 900, options.limit ?? 1400);
  for await (const block of blocks) yield* splitter.add(block);
  yield* splitter.end();
}

type Heading = Extract<Block, { kind: 'heading' }>;

class PassageSplitter {
  readonly #target: number;
  readonly #limit: number;
  #headings: { level: number; text: string }[] = [];
  /** The last heading, until it is known whether anything stands under it. */
  #bare: Heading | undefined;
  /** True once something stands under the headings. */
  #used = false;
  #lines: string[] = [];
  #weight = 0;
  #place: { page?: number; row?: number } = {};
  #part = 0;
  /** The first passage under a heading waits: only when a second one comes do both get a part number. */
  #waiting: PassageDraft | undefined;

  constructor(target: number, limit: number) {
    this.#target = target;
    this.#limit = limit;
  }

  *add(block: Block): Generator<PassageDraft> {
    const text = block.text.trim();
    if (text === '') return;
    if (block.kind === 'heading') {
      yield* this.#settle(block.level);
      this.#bare = { ...block, text };
      return;
    }
    yield* this.#settle(Number.POSITIVE_INFINITY);
    yield* this.#addText(block, text);
  }

  *end(): Generator<PassageDraft> {
    yield* this.#settle(0);
    yield* this.#closeHeading();
  }

  /** Opens the last heading when what follows stands under it; else its words are a text of their own. */
  *#settle(level: number): Generator<PassageDraft> {
    const heading = this.#bare;
    if (heading === undefined) return;
    this.#bare = undefined;
    const stays = level > heading.level;
    // Where nothing else keeps the headings above, even a label does.
    const label = weigh(heading.text) < labelWeight && (this.#headings.length === 0 || this.#used);
    if (!stays && label) return;
    const above = this.#headings.filter((other) => other.level < heading.level);
    if (stays || above.length < this.#headings.length) yield* this.#closeHeading();
    this.#headings = stays ? [...above, { level: heading.level, text: heading.text }] : above;
    this.#used = false;
    if (!stays) yield* this.#addText(heading, heading.text);
  }

  *#addText(block: Block, text: string): Generator<PassageDraft> {
    for (const piece of splitHeavy(text, this.#limit)) {
      const weight = weigh(piece);
      const otherKind = (this.#place.row === undefined) !== (block.kind !== 'row');
      const full = this.#weight > 0 && (this.#weight + weight > this.#limit || this.#weight >= this.#target);
      if (full || (this.#weight > 0 && otherKind)) yield* this.#closePassage();
      if (this.#weight === 0) {
        this.#place = {
          ...(block.page !== undefined && { page: block.page }),
          ...(block.kind === 'row' && { row: block.row }),
        };
      }
      this.#used = true;
      this.#lines.push(piece);
      this.#weight += weight;
      // A row of a table is a passage of its own: it is what a person looks up.
      if (block.kind === 'row' && this.#weight >= this.#target / 6) yield* this.#closePassage();
    }
  }

  *#closeHeading(): Generator<PassageDraft> {
    yield* this.#closePassage();
    if (this.#waiting !== undefined) yield this.#waiting;
    this.#waiting = undefined;
    this.#part = 0;
  }

  *#closePassage(): Generator<PassageDraft> {
    if (this.#weight === 0) return;
    const headings = this.#headings.map((heading) => heading.text);
    this.#part += 1;
    const locator: Locator = { ...(headings.length > 0 && { headings }), ...this.#place };
    const draft: PassageDraft = { text: this.#lines.join('\n'), locator };
    this.#lines = [];
    this.#weight = 0;
    // A row or a page already tells where; numbering parts helps only where nothing else does.
    const numbered = locator.row === undefined && locator.page === undefined;
    if (this.#part === 1) {
      this.#waiting = draft;
      return;
    }
    if (this.#waiting !== undefined) yield withPart(this.#waiting, 1, numbered);
    this.#waiting = undefined;
    yield withPart(draft, this.#part, numbered);
  }
}

function withPart(draft: PassageDraft, part: number, numbered: boolean): PassageDraft {
  return numbered ? { ...draft, locator: { ...draft.locator, part } } : draft;
}

/** Weight of a text: Han characters carry about as much as two and a half Latin letters. */
function weigh(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.length + 1.5 * han;
}

/** Cuts at sentences. Pieces are cut out, never rebuilt, so that each stands in the text as it is. */
function splitHeavy(text: string, limit: number): string[] {
  if (weigh(text) <= limit) return [text];
  const pieces: string[] = [];
  let from = 0;
  let to = 0;
  for (const { start, end } of splitSentences(text).flatMap((sentence) => cutLong(text, sentence, limit))) {
    if (to > from && weigh(text.slice(from, end)) > limit) {
      pieces.push(text.slice(from, to));
      from = start;
    }
    to = end;
  }
  if (to > from) pieces.push(text.slice(from, to));
  return pieces;
}

type Place = Pick<Span, 'start' | 'end'>;

/** Cuts a sentence that is heavier than the limit, at a comma or a space where there is one. */
function cutLong(text: string, { start, end }: Place, limit: number): Place[] {
  const places: Place[] = [];
  let from = start;
  while (weigh(text.slice(from, end)) > limit) {
    let window = text.slice(from, Math.min(end, from + limit));
    if (weigh(window) > limit) window = window.slice(0, Math.floor((limit * window.length) / weigh(window)));
    // A comma between digits is part of a number.
    const comma = window.search(/(?:[，、；;]|,(?!\d|$))\s*(?:[^，、；;,]|,\d)*$/u) + 1;
    const soft = Math.max(comma, window.lastIndexOf(' ') + 1);
    let at = Math.max(1, soft > window.length / 2 ? soft : window.length);
    if (/[\uD800-\uDBFF]/.test(text[from + at - 1] ?? '')) at += 1;
    places.push(...trimmed(text, from, from + at));
    from += at;
  }
  places.push(...trimmed(text, from, end));
  return places;
}

function trimmed(text: string, start: number, end: number): Place[] {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  const length = piece.trim().length;
  return length === 0 ? [] : [{ start: from, end: from + length }];
}
