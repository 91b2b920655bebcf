import { load, type CheerioAPI } from 'cheerio/slim';
import { inputError, type LionrockError } from '../../base/index.ts';

/** A parsed document: the node above all others. */
export type MarkupRoot = ReturnType<CheerioAPI['root']>[number];

/** A node of a parsed HTML or XML document. */
export type MarkupNode = MarkupRoot | MarkupRoot['children'][number];

/** An element: a node with a name and attributes. */
export type MarkupElement = Extract<MarkupNode, { readonly attribs: unknown }>;

/** Deepest nesting of elements. Real pages stay below 100. */
const deepestNesting = 1_000;

/** Most elements of one document: each takes about a kilobyte of memory. */
const mostElements = 1_000_000;

/** Work that mending wrong end tags may take, in comparisons. */
const mostMending = 50_000_000;

/**
 * Parses HTML or XML leniently: what is not well-formed is mended as far as it goes. Nothing is
 * loaded, no entity is defined, and markup that is built to exhaust a parser is refused first.
 *
 * @throws `knowledge.malformed-markup` for elements nested deeper than {@link deepestNesting}, more
 *   than {@link mostElements} of them, or end tags without start in such numbers that they must be
 *   meant to do harm.
 */
export function loadMarkup(
  text: string,
  options: { readonly xml: boolean; readonly name: string },
): MarkupRoot {
  checkNesting(text, options);
  const [root] = load(text, { xml: { xmlMode: options.xml, decodeEntities: true } }).root();
  if (root === undefined) throw malformed(options.name);
  return root;
}

/**
 * All elements in a node, in the order of the text. Selectors are not used because their library
 * takes time that grows with the square of the number of neighbours.
 */
export function elementsIn(node: MarkupNode): MarkupElement[] {
  const found: MarkupElement[] = [];
  const waiting: MarkupNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isElement(next)) found.push(next);
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
  return found;
}

/** True for an element, also a script. */
export function isElement(node: MarkupNode): node is MarkupElement {
  return 'attribs' in node;
}

/** The characters of a text node or CDATA section; undefined for another node. */
export function characters(node: MarkupNode): string | undefined {
  return node.nodeType === 3 && 'data' in node ? node.data : undefined;
}

/** The children of a node; none for a text. */
export function childrenOf(node: MarkupNode): readonly MarkupNode[] {
  return 'children' in node ? node.children : [];
}

/** The child elements of a node, all or those with a name. */
export function childElements(node: MarkupNode, name?: string): MarkupElement[] {
  return childrenOf(node)
    .filter(isElement)
    .filter((element) => name === undefined || localName(element) === name);
}

/** The name of an element in lower case, without a namespace prefix. */
export function localName(element: MarkupElement): string {
  const name = element.name.toLowerCase();
  return name.slice(name.indexOf(':') + 1);
}

/** All text in a node, as it stands. */
export function textIn(node: MarkupNode): string {
  const text = characters(node);
  if (text !== undefined) return text;
  return childrenOf(node).map(textIn).join('');
}

/** All text in a node, with every run of blank space as one space. */
export function plainText(node: MarkupNode): string {
  return collapse(textIn(node));
}

/** Collapses blank space, leaving none where a line was broken between two characters of Chinese. */
export function collapse(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])\s*\n\s*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu,
      '',
    )
    .replace(/\s+/gu, ' ')
    .trim();
}

const voidElements = new Set(
  'area base basefont bgsound br col embed frame hr image img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
/** Elements whose end tag may be left out: they nest only together with others. */
const closesItself = new Set(
  'p li dt dd tr td th option optgroup thead tbody tfoot colgroup rp rt'.split(' '),
);
const rawText = /^(?:script|style|textarea|title|xmp|noscript)$/;
const tag = /<(?:!--|!\[CDATA\[|(\/?)([A-Za-z][^\s/>]{0,100}))/g;

/** Walks over the tags as the parser will, in linear time, and counts what it will have to hold. */
function checkNesting(text: string, options: { readonly xml: boolean; readonly name: string }): void {
  const stack: string[] = [];
  const open = new Map<string, number>();
  let mending = 0;
  let count = 0;
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    const [whole, slash, written] = match;
    if (written === undefined) {
      const end = text.indexOf(whole === '<!--' ? '-->' : ']]>', tag.lastIndex);
      if (end === -1) return;
      tag.lastIndex = end;
      continue;
    }
    const name = options.xml ? written : written.toLowerCase();
    if (slash !== '/') count += 1;
    if (slash === '/') mending += closeTag(name, stack, open);
    else if (options.xml || (!voidElements.has(name) && !closesItself.has(name))) {
      if (!options.xml && rawText.test(name)) tag.lastIndex = endOfRaw(text, name, tag.lastIndex);
      else if (!isSelfClosed(text, tag.lastIndex, options.xml)) {
        stack.push(name);
        open.set(name, (open.get(name) ?? 0) + 1);
      }
    }
    const tooMuch = stack.length > deepestNesting || mending > mostMending || count > mostElements;
    if (tooMuch) throw malformed(options.name);
  }
}

/** Closes an element with what is open in it; returns the work that the parser will have. */
function closeTag(name: string, stack: string[], open: Map<string, number>): number {
  if ((open.get(name) ?? 0) === 0) return stack.length;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    open.set(top, (open.get(top) ?? 1) - 1);
    if (top === name) break;
  }
  return 1;
}

function endOfRaw(text: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  const found = end.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function isSelfClosed(text: string, from: number, xml: boolean): boolean {
  if (!xml) return false;
  const end = text.indexOf('>', from);
  return end > 0 && text[end - 1] === '/';
}

function malformed(name: string): LionrockError {
  return inputError({
    code: 'knowledge.malformed-markup',
    message: `${name} has more than ${mostElements} elements, or ${deepestNesting} nested in one another, or stray end tags without number.`,
    cure: 'Split it, save it again from a browser or an editor, or add its text.',
  });
}
