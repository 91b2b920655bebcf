import type { DocumentMetadata } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { collapse, elementsIn, localName, plainText, type MarkupElement, type MarkupRoot } from './markup.ts';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';

/** What a page says of itself. */
interface HtmlMetadata {
  /** Its `title` is empty when the page has none. */
  readonly metadata: DocumentMetadata;
  /** Words that people search the page by, as it declares them. */
  readonly keywords?: string;
}

/** Reads title, language, address, publisher, date and keywords of a page. */
export function htmlMetadata(root: MarkupRoot, baseUrl: string | undefined): HtmlMetadata {
  const page = readHead(root);
  const html = page.named('html')[0]?.attribs ?? {};
  const language = readLanguage(html['lang'] ?? html['xml:lang'] ?? page.meta(['content-language']) ?? '');
  const url = canonicalUrl(page, baseUrl);
  const publisher = page.meta(['dcterms.publisher', 'dc.publisher', 'og:site_name']);
  const asOf = pageDate(page);
  const keywords = page.meta(['keywords']);
  return {
    metadata: {
      title: pageTitle(page),
      ...(url !== undefined && { url }),
      ...(publisher !== undefined && { publisher }),
      ...(language !== undefined && { language }),
      ...(asOf !== undefined && { asOf }),
    },
    ...(keywords !== undefined && { keywords }),
  };
}

interface PageHead {
  /** Elements of that name. */
  named(name: string): readonly MarkupElement[];
  /** The first of the named `meta` values that is not blank. Names are compared without case. */
  meta(names: readonly string[]): string | undefined;
}

function readHead(root: MarkupRoot): PageHead {
  const elements = elementsIn(root);
  const named = (name: string): MarkupElement[] => elements.filter((element) => localName(element) === name);
  const values = new Map<string, string>();
  for (const { attribs } of named('meta')) {
    const name = (attribs['name'] ?? attribs['property'] ?? attribs['http-equiv'] ?? '').toLowerCase();
    const content = collapse(attribs['content'] ?? '');
    if (content !== '' && !values.has(name)) values.set(name, cleanText(content));
  }
  return {
    named,
    meta: (names) => names.map((name) => values.get(name)).find((value) => value !== undefined),
  };
}

function pageTitle(page: PageHead): string {
  // Drawings have titles, too: the page's own comes first.
  const [title] = page.named('title').map(plainText);
  const heading = page.named('h1').map(plainText)[0] ?? '';
  const declared = title ?? '';
  const named = declared === '' ? (page.meta(['og:title', 'dcterms.title', 'dc.title']) ?? '') : declared;
  return cleanText(named === '' ? heading : named);
}

function canonicalUrl(page: PageHead, baseUrl: string | undefined): string | undefined {
  const canonical = page.named('link').find((link) => link.attribs['rel'] === 'canonical');
  const link = canonical?.attribs['href']?.trim() ?? '';
  if (link === '') return baseUrl;
  if (/^https?:\/\//i.test(link) && URL.canParse(link)) return link;
  return baseUrl !== undefined && URL.canParse(link, baseUrl) ? new URL(link, baseUrl).href : baseUrl;
}

const modifiedNames = [
  'article:modified_time',
  'og:updated_time',
  'dcterms.modified',
  'dc.date.modified',
  'dc.modified',
  'last-modified',
  'lastmodified',
  'revised',
];
const publishedNames = [
  'article:published_time',
  'dcterms.issued',
  'dcterms.date',
  'dc.date',
  'pubdate',
  'date',
];

/** The day the page was last changed, else published; undefined when nothing says so or two dates disagree. */
function pageDate(page: PageHead): string | undefined {
  for (const names of [modifiedNames, publishedNames]) {
    const value = page.meta(names);
    const date = value === undefined ? undefined : readDate(value);
    if (date !== undefined) return date;
  }
  const times = page.named('time');
  const groups = [
    times.filter((time) => time.attribs['itemprop'] === 'dateModified'),
    times.filter((time) => time.attribs['itemprop'] === 'datePublished'),
    times,
  ];
  for (const group of groups) {
    const dates = new Set(group.flatMap((time) => readDate(time.attribs['datetime'] ?? '') ?? []));
    if (dates.size === 1) return [...dates][0];
  }
  return undefined;
}
