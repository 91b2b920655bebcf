import {
  characters,
  childrenOf,
  elementsIn,
  isElement,
  localName,
  type MarkupElement,
  type MarkupNode,
  type MarkupRoot,
} from './markup.ts';

/** Takes away what is no content: programs, controls, hidden elements, and the furniture of the page. */
export function isContent(element: MarkupElement, page: PageFacts): boolean {
  const name = localName(element);
  if (neverContent.has(name)) return false;
  if (isHidden(element) && !page.revealed.has(element.attribs['id'] ?? '')) return false;
  if (furnitureRoles.has((element.attribs['role'] ?? '').toLowerCase())) return false;
  if (name === 'header' || name === 'footer') return isInArticle(element);
  if (name === 'nav' || name === 'aside' || name === 'menu') return false;
  if (name === 'form') return isPage(element, page);
  return !isNamedAsFurniture(element, page);
}

/** What is known of a page as a whole. */
export interface PageFacts {
  /** All its elements, in the order of the text. */
  readonly elements: readonly MarkupElement[];
  /** Text lengths of each element, without programs and controls. */
  readonly lengths: ReadonlyMap<MarkupNode, Lengths>;
  /** Length of the page's text. */
  readonly length: number;
  /** Ids of elements that a control of the page shows: they are hidden only at first. */
  readonly revealed: ReadonlySet<string>;
}

interface Lengths {
  readonly text: number;
  /** How much of the text is in links. */
  readonly linked: number;
}

/** Measures a page. */
export function measurePage(root: MarkupRoot): PageFacts {
  const lengths = new Map<MarkupNode, Lengths>();
  let length = 0;
  for (const node of root.children) length += measure(node, lengths).text;
  const elements = elementsIn(root);
  const revealed = new Set(elements.flatMap(revealedBy));
  revealed.delete('');
  return { elements, lengths, length, revealed };
}

/** Ids of the elements that a control shows. */
function revealedBy({ attribs }: MarkupElement): string[] {
  const links = [attribs['href'], attribs['data-target'], attribs['data-bs-target']];
  const ids = links.flatMap((link) => (link?.startsWith('#') === true ? [link.slice(1)] : []));
  const controls = attribs['aria-controls'];
  return controls === undefined ? ids : [...ids, ...controls.split(/\s+/)];
}

function measure(node: MarkupNode, lengths: Map<MarkupNode, Lengths>): Lengths {
  if (!isElement(node)) return { text: characters(node)?.trim().length ?? 0, linked: 0 };
  let [text, linked] = [0, 0];
  if (!neverContent.has(localName(node))) {
    for (const child of childrenOf(node)) {
      const inner = measure(child, lengths);
      text += inner.text;
      linked += inner.linked;
    }
  }
  const own = { text, linked: localName(node) === 'a' ? text : linked };
  lengths.set(node, own);
  return own;
}

/**
 * The element that holds the page's content: `main`, a single `article`, or an element named as the
 * content, when it holds a fair part of the text; else the whole body.
 */
export function contentRoot(root: MarkupRoot, page: PageFacts): MarkupNode {
  for (const isCandidate of contentCandidates) {
    const [only, second] = page.elements.filter(isCandidate);
    if (only === undefined || second !== undefined) continue;
    const length = page.lengths.get(only)?.text ?? 0;
    if (length >= 200 && length >= page.length / 5) return only;
  }
  return page.elements.find((element) => localName(element) === 'body') ?? root;
}

const contentIds = new Set(['content', 'main-content', 'maincontent', 'mainContent', 'main']);
const contentCandidates: readonly ((element: MarkupElement) => boolean)[] = [
  (element) => localName(element) === 'main',
  (element) => element.attribs['role'] === 'main',
  (element) => localName(element) === 'article',
  (element) => contentIds.has(element.attribs['id'] ?? ''),
];

const neverContent = new Set(
  (
    'script style noscript template svg math canvas audio video iframe object embed map head title meta link ' +
    'input select textarea option datalist progress meter dialog rp rt frameset noframes'
  ).split(' '),
);

const furnitureRoles = new Set(
  'navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar tablist'.split(
    ' ',
  ),
);

function isHidden(element: MarkupElement): boolean {
  const { attribs } = element;
  if (attribs['hidden'] !== undefined || attribs['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:[a-z%;\s]|$)/i.test(
    attribs['style'] ?? '',
  );
}

/** Words in the names of elements that are furniture whatever they hold. */
const furnitureWords = new Set(
  'breadcrumb breadcrumbs cookie cookies pagination pager skiplink skiplinks'.split(' '),
);

/** Whole names of the same kind: mostly what is shown to a screen reader, a printer or a phone only. */
const furnitureNames = new Set(
  'sr-only visually-hidden skip-link skip-nav skip-to-content visible-xs visible-xs-block print-only visible-print'.split(
    ' ',
  ),
);

/** Words in the names of elements that are furniture when they hold mostly links. */
const furnitureOfLinks = new Set(
  (
    'nav navbar navigation menu submenu sidebar footer header toolbar social share sharing language languages lang ' +
    'related sitemap topbar banner quicklinks'
  ).split(' '),
);

function isNamedAsFurniture(element: MarkupElement, page: PageFacts): boolean {
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`
    .split(/\s+/)
    .filter((name) => name !== '');
  if (names.length === 0 || isPage(element, page)) return false;
  const words = names.flatMap(wordsOf);
  if (names.some((name) => furnitureNames.has(name)) || words.some((word) => furnitureWords.has(word)))
    return true;
  return words.some((word) => furnitureOfLinks.has(word)) && linkShare(element, page) > 0.5;
}

/** The words of a name such as `side-nav`, `shareBar` or `breadcrumbs2`. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

/** True when an element holds half of the page, so that it must be content whatever it is called. */
function isPage(element: MarkupElement, page: PageFacts): boolean {
  return (page.lengths.get(element)?.text ?? 0) > page.length / 2;
}

function isInArticle(element: MarkupElement): boolean {
  for (let parent = element.parent; parent !== null; parent = parent.parent) {
    if (isElement(parent) && /^(?:main|article)$/.test(localName(parent))) return true;
  }
  return false;
}

function linkShare(element: MarkupElement, page: PageFacts): number {
  const { text, linked } = page.lengths.get(element) ?? { text: 0, linked: 0 };
  return text === 0 ? 1 : linked / text;
}
