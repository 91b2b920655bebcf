import { splitSentences } from '../language/index.ts';
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

/**
 * Cuts a document's blocks into passages along its own structure: a heading always begins a new one,
 * short paragraphs under one heading stay together, a table row is never split from its page. Works
 * on a stream, holding one passage at a time.
 */
export async function* splitPassages(
  blocks: AsyncIterable<Block> | Iterable<Block>,
  options: SplitOptions = {},
): AsyncGenerator<PassageDraft> {
  const splitter = new PassageSplitter(options.target ?? 900, options.limit ?? 1400);
  for await (const block of blocks) yield* splitter.add(block);
  yield* splitter.end();
}

class PassageSplitter {
  readonly #target: number;
  readonly #limit: number;
  #headings: { level: number; text: string }[] = [];
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
      yield* this.#closeHeading();
      this.#headings = [
        ...this.#headings.filter((heading) => heading.level < block.level),
        { level: block.level, text },
      ];
      return;
    }
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
      this.#lines.push(piece);
      this.#weight += weight;
      // A row of a table is a passage of its own: it is what a person looks up.
      if (block.kind === 'row' && this.#weight >= this.#target / 6) yield* this.#closePassage();
    }
  }

  *end(): Generator<PassageDraft> {
    yield* this.#closeHeading();
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

function splitHeavy(text: string, limit: number): string[] {
  if (weigh(text) <= limit) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of splitSentences(text).flatMap(({ text: whole }) => cutLong(whole, limit))) {
    if (piece !== '' && weigh(piece) + weigh(sentence) > limit) {
      pieces.push(piece);
      piece = '';
    }
    // Chinese sentences follow each other without a space.
    const joint = piece === '' || /[\p{Script=Han}。！？；」』）]$/u.test(piece) ? '' : ' ';
    piece += joint + sentence;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/** Cuts a sentence that is heavier than the limit, at a comma or a space where there is one. */
function cutLong(sentence: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > limit || weigh(rest) > limit) {
    let window = rest.slice(0, limit);
    if (weigh(window) > limit) window = window.slice(0, Math.floor((limit * window.length) / weigh(window)));
    const soft = Math.max(window.search(/[，、；;,]\s*[^，、；;,]*$/u) + 1, window.lastIndexOf(' ') + 1);
    let at = soft > window.length / 2 ? soft : window.length;
    if (/[\uD800-\uDBFF]/.test(rest[at - 1] ?? '')) at += 1;
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  if (rest.trim() !== '') pieces.push(rest.trim());
  return pieces;
}
