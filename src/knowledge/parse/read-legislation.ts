import type { Block, ParsedDocument } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { mediaTypes } from './detect-format.ts';
import { gridBlocks, readGrid } from './html-table.ts';
import {
  characters,
  childElements,
  childrenOf,
  collapse,
  isElement,
  localName,
  plainText,
  type MarkupElement,
  type MarkupNode,
} from './markup.ts';
import type { OpenSource } from './open-source.ts';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';

/**
 * True for the root of a law in a Legislative Markup schema of the USLM family, as several
 * jurisdictions publish their statutes in.
 * @see https://github.com/usgpo/uslm
 */
export function isLegislation(root: MarkupElement): boolean {
  const namespace = Object.entries(root.attribs).find(
    ([name]) => name === 'xmlns' || name.startsWith('xmlns:'),
  );
  return (
    namespace !== undefined &&
    Object.values(root.attribs).some((value) => /\/schemas\/[a-z]{0,4}lm\/\d/.test(value))
  );
}

/**
 * Makes a document of a law: its number and title, the date of the version as `asOf`, its language,
 * and its parts, sections and subsections as headings (`Part 2 Licences`, `s. 12 Fees`, `s. 12(1)`;
 * in Chinese `第12條 費用`), so that every passage can be cited. Versions in several languages share
 * a `group`.
 */
export function legislationDocument(root: MarkupElement, source: OpenSource): ParsedDocument {
  const facts = readFacts(root);
  const writer = new LegislationWriter(facts.language?.startsWith('zh') === true);
  const main = childElements(root).find((child) => localName(child) === 'main') ?? root;
  writer.writeChildren(main);
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.xml,
    source: source.source,
    metadata: {
      title: [facts.name, facts.title].filter((part) => part !== '').join(' ') || source.title,
      ...(source.url !== undefined && { url: source.url }),
      ...(facts.publisher !== '' && { publisher: facts.publisher }),
      ...(facts.language !== undefined && { language: facts.language }),
      ...(facts.asOf !== undefined && { asOf: facts.asOf }),
      ...(facts.group !== '' && { group: facts.group }),
    },
    blocks: writer.finish(),
  };
}

function readFacts(root: MarkupElement) {
  const meta = childElements(root, 'meta')[0];
  const field = (name: string): string => {
    const element = meta === undefined ? undefined : childElements(meta, name)[0];
    return element === undefined ? '' : cleanText(plainText(element));
  };
  const title = descendant(root, 'doctitle') ?? descendant(root, 'shorttitle');
  const [type, number] = [field('doctype'), field('docnumber')];
  return {
    name: field('docname'),
    title: title === undefined ? '' : cleanText(plainText(title)),
    publisher: field('publisher'),
    language: readLanguage(root.attribs['xml:lang'] ?? field('language')),
    asOf: readDate(field('date')),
    group: number === '' ? '' : `${type === '' ? 'law' : type}/${number}`,
  };
}

function descendant(node: MarkupNode, name: string): MarkupElement | undefined {
  for (const child of childElements(node)) {
    if (localName(child) === name) return child;
    const found = descendant(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Divisions above the section, with the level of their heading. */
const divisions: Readonly<Record<string, number>> = {
  schedule: 1,
  title: 1,
  part: 1,
  chapter: 1,
  division: 2,
  subdivision: 3,
  crossheading: 4,
};

const sectionLevel = 5;
const numberedBelow = /^(?:paragraph|subparagraph|clause|subclause|item|subitem|level|p\d)$/;

class LegislationWriter {
  readonly #chinese: boolean;
  readonly #blocks: Block[] = [];
  #text = '';
  #section = '';

  constructor(chinese: boolean) {
    this.#chinese = chinese;
  }

  finish(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  writeChildren(node: MarkupNode): void {
    for (const child of childrenOf(node)) this.#write(child);
  }

  #write(node: MarkupNode): void {
    const text = characters(node);
    if (text !== undefined) this.#text += text;
    else if (isElement(node)) this.#writeElement(node, localName(node));
  }

  #writeElement(element: MarkupElement, name: string): void {
    if (name === 'meta' || name === 'toc' || name === 'doctitle') return undefined;
    const division = divisions[name];
    if (division !== undefined) return this.#division(element, division);
    if (name === 'section' || name === 'article' || name === 'rule') return this.#sectionElement(element);
    if (name === 'subsection') return this.#subsection(element);
    if (numberedBelow.test(name)) return this.#numbered(element);
    if (name === 'table') return this.#table(element);
    // A note of its source stands beside the words it belongs to.
    const beside = name === 'sourcenote' && this.#text.trim() !== '';
    if (beside || inlineNames.has(name)) return this.writeChildren(element);
    // Definitions, notes, lead-ins and the like stand on lines of their own.
    this.#flush();
    this.writeChildren(element);
    return this.#flush();
  }

  #division(element: MarkupElement, level: number): void {
    this.#flush();
    this.#section = '';
    const { number, heading } = label(element);
    this.#heading(level, [number, heading].filter((part) => part !== '').join(' '));
    this.#writeRest(element);
  }

  #sectionElement(element: MarkupElement): void {
    this.#flush();
    const { value, heading } = label(element);
    this.#section = value === '' ? '' : this.#chinese ? `第${value}條` : `s. ${value}`;
    this.#heading(sectionLevel, [this.#section, heading].filter((part) => part !== '').join(' '));
    this.#writeRest(element);
  }

  #subsection(element: MarkupElement): void {
    this.#flush();
    const { number, value, heading } = label(element);
    const place = this.#section === '' ? number : `${this.#section}(${value})`;
    this.#heading(sectionLevel + 1, [place, heading].filter((part) => part !== '').join(' '));
    this.#text = number === '' ? '' : `${number} `;
    this.#writeRest(element);
  }

  #numbered(element: MarkupElement): void {
    this.#flush();
    const { number, heading } = label(element);
    this.#text = [number, heading].filter((part) => part !== '').join(' ') + ' ';
    this.#writeRest(element);
  }

  /** What follows the number and the heading. The first line of it stays beside its number. */
  #writeRest(element: MarkupElement): void {
    let first = true;
    for (const child of childrenOf(element)) {
      const name = isElement(child) ? localName(child) : '';
      if (name === 'num' || name === 'heading') continue;
      if (first && (name === 'leadin' || name === 'content' || name === 'text')) {
        if (isElement(child)) this.writeChildren(child);
        first = false;
      } else this.#write(child);
    }
    this.#flush();
  }

  #table(element: MarkupElement): void {
    this.#flush();
    this.#blocks.push(...gridBlocks(readGrid(element, (cell) => cleanText(plainText(cell)))));
  }

  #heading(level: number, text: string): void {
    if (text !== '') this.#blocks.push({ kind: 'heading', level, text });
  }

  #flush(): void {
    const text = cleanText(collapse(this.#text));
    this.#text = '';
    if (text !== '') this.#blocks.push({ kind: 'paragraph', text });
  }
}

/** Elements that are part of a line. */
const inlineNames = new Set(
  'ref inline term b i u em strong sub sup span a def-term quotedtext date entity amendingaction'.split(' '),
);

function label(element: MarkupElement): { number: string; value: string; heading: string } {
  const num = childElements(element, 'num')[0];
  const heading = childElements(element, 'heading')[0];
  const number = num === undefined ? '' : cleanText(plainText(num));
  return {
    number,
    value: num?.attribs['value'] ?? number.replace(/[().\s]/g, ''),
    heading: heading === undefined ? '' : cleanText(plainText(heading)),
  };
}
