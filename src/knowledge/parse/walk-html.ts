import type { Block } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { contentRoot, isContent, measurePage, type PageFacts } from './html-furniture.ts';
import { gridBlocks, isDataTable, readGrid } from './html-table.ts';
import { joinSpacedHan } from './join-spaced-han.ts';
import {
  characters,
  childrenOf,
  collapse,
  isElement,
  localName,
  plainText,
  type MarkupElement,
  type MarkupNode,
  type MarkupRoot,
} from './markup.ts';
import { superscript } from './superscript.ts';

/**
 * Reads the content of an HTML page as blocks: headings by level (with questions of accordions and
 * disclosures), paragraphs, list items with their marks, table rows as `column: value; …`. Programs,
 * controls, navigation, hidden elements and other furniture are left out.
 *
 * @param options - `whole`: everything is content, as in a page made from a document.
 */
export function walkHtml(root: MarkupRoot, options: { readonly whole?: boolean } = {}): Block[] {
  const page = measurePage(root);
  const walker = new HtmlWalker(page);
  walker.walkChildren(options.whole === true ? root : contentRoot(root, page));
  const blocks = walker.finish();
  return options.whole === true ? blocks : withoutRepeats(blocks);
}

/** Elements that stand on lines of their own. */
const blockNames = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'header hgroup hr html legend main nav ol p pre section table tbody td tfoot th thead tr ul caption'
  ).split(' '),
);

/** Names that tell a button or a block to be the title of what follows it. */
const titleName = /accordion|collaps|expand|toggle|faq|question|disclosure/i;

class HtmlWalker {
  readonly #page: PageFacts;
  readonly #blocks: Block[] = [];
  readonly #lists: { ordered: boolean; next: number }[] = [];
  #text = '';
  #mark = '';
  #preserve = false;
  /** Level of the last true heading: titles without a level stand below it. */
  #level = 1;

  constructor(page: PageFacts) {
    this.#page = page;
  }

  finish(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  walkChildren(node: MarkupNode): void {
    for (const child of childrenOf(node)) this.#walk(child);
  }

  #walk(node: MarkupNode): void {
    const text = characters(node);
    if (text !== undefined) this.#text += this.#preserve ? text.replaceAll('\n', '\u2028') : text;
    else if (isElement(node) && isContent(node, this.#page)) this.#walkElement(node);
  }

  #walkElement(element: MarkupElement): void {
    const name = localName(element);
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) return this.#heading(element, Number(level));
    switch (name) {
      case 'br':
        this.#text += '\u2028';
        return undefined;
      case 'wbr':
        return undefined;
      case 'sup':
        this.#text += superscript(plainText(element));
        return undefined;
      case 'summary':
        return this.#heading(element, this.#level + 1, false);
      case 'button':
        return this.#button(element);
      case 'table':
        return this.#table(element);
      case 'ul':
      case 'ol':
        return this.#list(element, name === 'ol');
      case 'li':
        return this.#item(element);
      case 'dt':
        this.#flush();
        this.walkChildren(element);
        if (this.#text.trim() !== '' && !/[:：?？]\s*$/u.test(this.#text)) this.#text += ':';
        return this.#flush();
      case 'pre':
        return this.#preformatted(element);
      default:
        return this.#other(element, name);
    }
  }

  #other(element: MarkupElement, name: string): void {
    const ownLines = blockNames.has(name) || /display\s*:\s*block/i.test(element.attribs['style'] ?? '');
    if (ownLines && this.#lists.length === 0 && isTitleInDisguise(element)) {
      return this.#heading(element, this.#level + 1, false);
    }
    if (ownLines) this.#flush();
    this.walkChildren(element);
    if (ownLines) this.#flush();
  }

  #heading(element: MarkupElement, level: number, counts = true): void {
    this.#flush();
    const text = cleanText(plainText(element));
    if (text === '') return;
    if (text.length > 200) {
      // A whole paragraph made large.
      this.walkChildren(element);
      return this.#flush();
    }
    if (counts) this.#level = level;
    this.#blocks.push({ kind: 'heading', level: Math.min(level, 7), text });
  }

  /** Buttons are controls, except those that are titles of what they unfold. */
  #button(element: MarkupElement): void {
    const { attribs } = element;
    const title =
      attribs['aria-controls'] !== undefined ||
      attribs['aria-expanded'] !== undefined ||
      attribs['data-toggle'] === 'collapse' ||
      attribs['data-bs-toggle'] === 'collapse' ||
      titleName.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`);
    const text = plainText(element);
    if (title && (text.length >= 12 || /\p{Script=Han}{4}|[?？]/u.test(text)))
      this.#heading(element, this.#level + 1, false);
  }

  #table(table: MarkupElement): void {
    this.#flush();
    if (!isDataTable(table)) {
      this.walkChildren(table);
      return this.#flush();
    }
    const grid = readGrid(table, (cell) => cellText(cell, this.#page));
    this.#blocks.push(...gridBlocks(grid));
  }

  #list(element: MarkupElement, ordered: boolean): void {
    this.#flush();
    const start = Number.parseInt(element.attribs['start'] ?? '1', 10);
    this.#lists.push({ ordered, next: Number.isFinite(start) ? start : 1 });
    this.walkChildren(element);
    this.#flush();
    this.#lists.pop();
  }

  #item(element: MarkupElement): void {
    this.#flush();
    const list = this.#lists.at(-1) ?? { ordered: false, next: 1 };
    this.#mark = list.ordered ? `${list.next}. ` : '• ';
    list.next += 1;
    this.walkChildren(element);
    this.#flush();
    this.#mark = '';
  }

  #preformatted(element: MarkupElement): void {
    this.#flush();
    this.#preserve = true;
    this.walkChildren(element);
    this.#preserve = false;
    this.#flush();
  }

  #flush(): void {
    const paragraphs = this.#text.split(/\u2028[^\S\u2028]*\u2028/u);
    this.#text = '';
    for (const paragraph of paragraphs) {
      const text = tidyLines(paragraph);
      if (text === '') continue;
      // An item that carries its own number needs no mark.
      const marked =
        this.#mark !== '' && !/^(?:[•●▪–-]|\(?\w{1,4}[.)]|[（(][\p{Script=Han}\d]{1,3}[）)])\s/u.test(text);
      this.#blocks.push({ kind: 'paragraph', text: marked ? this.#mark + text : text });
      this.#mark = '';
    }
  }
}

/** True for a short paragraph all in bold or italics: the title of what follows. */
function isTitleInDisguise(element: MarkupElement): boolean {
  if (!/^(?:p|div)$/.test(localName(element))) return false;
  const parts = childrenOf(element).filter(
    (child) => isElement(child) || (characters(child) ?? '').trim() !== '',
  );
  const [only] = parts;
  if (parts.length !== 1 || only === undefined || !isElement(only) || !isEmphasis(only)) return false;
  const text = plainText(only);
  return (
    text.length >= 2 &&
    text.length <= 90 &&
    /^[\p{Lu}\p{Script=Han}\d「《“"]/u.test(text) &&
    !/[.,;:。，；：、]$/u.test(text)
  );
}

function isEmphasis(element: MarkupElement): boolean {
  const name = localName(element);
  if (['strong', 'b', 'em', 'i', 'u'].includes(name)) return true;
  return name === 'span' && /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(element.attribs['style'] ?? '');
}

/** A list mark whose tab was lost: `1.Tabling`, `(a)whether`. */
const gluedMark = /^((?:\d{1,3}|[IVX]{1,5})\.|\([a-z]{1,4}\)|\([ivx\d]{1,4}\))(?=\p{Script=Latin}{2})/u;

/** Cleans a paragraph whose line breaks are U+2028. */
function tidyLines(paragraph: string): string {
  return paragraph
    .split('\u2028')
    .map((line) => joinSpacedHan(cleanText(collapse(line))).replace(gluedMark, '$1 '))
    .filter((line) => line !== '')
    .join('\n');
}

/** The text of a table cell on one line; its own lines and items are told apart by a slash. */
function cellText(cell: MarkupElement, page: PageFacts): string {
  const walker = new HtmlWalker(page);
  walker.walkChildren(cell);
  const texts = walker.finish().map((block) => block.text.replaceAll('\n', ' '));
  return texts.join(' / ').replace(/;\s*$/, '');
}

/** Leaves out a block that only repeats the one before, as pages do for small screens. */
function withoutRepeats(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, index) => {
    const before = blocks[index - 1];
    return (
      before === undefined || before.kind !== block.kind || before.text !== block.text || block.kind === 'row'
    );
  });
}
