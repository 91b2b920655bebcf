import iconv from 'iconv-lite';
import { inputError, type LionrockError } from '../../base/index.ts';
import { notText } from '../decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { OpenSource } from './open-source.ts';

/** A format there is a parser for. */
export type Format = 'pdf' | 'html' | 'markdown' | 'docx' | 'text' | 'table' | 'json' | 'jsonl' | 'xml';

/** The media type a document of each format is recorded with. */
export const mediaTypes: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  html: 'text/html',
  markdown: 'text/markdown',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain',
  table: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
  xml: 'application/xml',
};

/**
 * Decides what a source is: by its content where that is certain, else by the type its server
 * declared, else by its extension, else plain text.
 *
 * @throws `knowledge.unsupported-type` for a known format without a parser; `knowledge.not-text` for
 *   binary content under a text file's name; `knowledge.not-table` for a web page or a binary file
 *   named as a table.
 */
export function detectFormat(source: OpenSource): Format {
  const named = formatByName(source);
  const binary = formatByMagic(source.head);
  if (binary === 'pdf' || binary === 'docx') {
    if (named === 'table') throw notTable(source.name, 'a binary file');
    return binary;
  }
  if (binary !== undefined) {
    if (named === 'table') throw notTable(source.name, 'a binary file');
    throw named === undefined || named === 'pdf' || named === 'docx'
      ? unsupported(source.name, binary)
      : notText(source.name);
  }
  // A damaged file of these formats is for its parser to name.
  if (named === 'pdf' || named === 'docx') return textStart(source.head)?.format === 'html' ? 'html' : named;
  refuseUnsupportedName(source);
  const start = textStart(source.head);
  if (start === undefined)
    throw named === 'table' ? notTable(source.name, 'a binary file') : notText(source.name);
  if (named === 'table' && start.format === 'html') throw notTable(source.name, 'a web page');
  return formatByText(start, named);
}

function formatByText(start: TextStart, named: Format | undefined): Format {
  if (start.format === 'html') return named === 'markdown' ? 'markdown' : 'html';
  if (start.format === 'xml') return 'xml';
  const holdsJson = start.format === 'json' || start.format === 'jsonl';
  if (holdsJson && (named === undefined || named === 'json' || named === 'jsonl' || named === 'html')) {
    // A list written over several lines is JSON whatever its name; one record may be either.
    return start.format === 'json' && named === 'jsonl' && !start.text.startsWith('[')
      ? 'jsonl'
      : start.format;
  }
  return named ?? 'text';
}

function formatByName(source: OpenSource): Format | undefined {
  const declared = formatsByType[source.declaredType];
  const extension = formatsByExtension[source.extension];
  // Servers send files of every kind as plain text.
  return declared === undefined || declared === 'text' ? (extension ?? declared) : declared;
}

const formatsByExtension: Readonly<Record<string, Format | undefined>> = {
  pdf: 'pdf',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  shtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  docx: 'docx',
  txt: 'text',
  text: 'text',
  log: 'text',
  csv: 'table',
  tsv: 'table',
  tab: 'table',
  json: 'json',
  geojson: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  xml: 'xml',
  rss: 'xml',
  atom: 'xml',
};

const formatsByType: Readonly<Record<string, Format | undefined>> = {
  'application/pdf': 'pdf',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/plain': 'text',
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'application/json': 'json',
  'application/jsonl': 'jsonl',
  'application/x-ndjson': 'jsonl',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/rss+xml': 'xml',
  'application/atom+xml': 'xml',
};

/** Formats known by their first bytes. What has no parser is named in words. */
function formatByMagic(head: Buffer): 'pdf' | 'docx' | UnsupportedKind | undefined {
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304) return zipKind(head);
  const start = head.toString('latin1', 0, 16);
  for (const [magic, kind] of magics) if (start.startsWith(magic)) return kind;
  return undefined;
}

type UnsupportedKind = keyof typeof cures;

const cures = {
  'a spreadsheet': 'Save it as CSV.',
  'a slide show': 'Export it as PDF.',
  'an OpenDocument or EPUB file': 'Save it as DOCX or PDF.',
  'an archive': 'Unpack it and add the files in it.',
  'an old Office document, or one with a password': 'Save it as DOCX without a password.',
  'an RTF document': 'Save it as DOCX or PDF.',
  'an image': 'Run OCR on it and add the text.',
  'a recording': 'Add its transcript.',
  'a database': 'Export its tables as CSV or JSON Lines.',
} as const;

const magics: readonly (readonly [string, UnsupportedKind])[] = [
  ['\xd0\xcf\x11\xe0', 'an old Office document, or one with a password'],
  ['{\\rtf', 'an RTF document'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['II*\0', 'an image'],
  ['MM\0*', 'an image'],
  ['\x1f\x8b', 'an archive'],
  ['7z\xbc\xaf', 'an archive'],
  ['Rar!', 'an archive'],
  ['BZh', 'an archive'],
  ['PK\x05\x06', 'an archive'],
  ['ID3', 'a recording'],
  ['OggS', 'a recording'],
  ['RIFF', 'a recording'],
  ['SQLite format 3', 'a database'],
];

function zipKind(head: Buffer): 'docx' | UnsupportedKind {
  if (head.includes('word/')) return 'docx';
  if (head.includes('xl/')) return 'a spreadsheet';
  if (head.includes('ppt/')) return 'a slide show';
  if (head.includes('mimetypeapplication/')) return 'an OpenDocument or EPUB file';
  // The document part may lie beyond the first bytes.
  return head.includes('[Content_Types].xml') ? 'docx' : 'an archive';
}

const unsupportedExtensions: Readonly<Record<string, UnsupportedKind | undefined>> = {
  doc: 'an old Office document, or one with a password',
  xls: 'a spreadsheet',
  xlsx: 'a spreadsheet',
  ods: 'a spreadsheet',
  pptx: 'a slide show',
  ppt: 'a slide show',
  odt: 'an OpenDocument or EPUB file',
  epub: 'an OpenDocument or EPUB file',
  rtf: 'an RTF document',
};

function refuseUnsupportedName(source: OpenSource): void {
  const kind = unsupportedExtensions[source.extension];
  // Old programs save web pages and tables under such names: text is taken for what it is.
  if (kind !== undefined && textStart(source.head) === undefined) throw unsupported(source.name, kind);
}

interface TextStart {
  readonly text: string;
  readonly format: 'html' | 'xml' | 'json' | 'jsonl' | undefined;
}

/** The start of a text and what it is for certain; undefined when it is no text. */
function textStart(head: Buffer): TextStart | undefined {
  const encoding = detectEncoding(head, { ended: false });
  if (encoding === undefined) return undefined;
  const text = iconv.decode(head, encoding).replace(/^[\ufeff\s]+/, '');
  return { text, format: certainFormat(text) };
}

function certainFormat(text: string): TextStart['format'] {
  if (text.startsWith('<')) {
    const bare = skipProlog(text);
    if (/^<(?:html|head|body)[\s>/]/i.test(bare) || /^<!doctype\s+html/i.test(bare)) return 'html';
    return text.startsWith('<?xml') || /^<(?:rss|feed|rdf:RDF)[\s>]/.test(bare) ? 'xml' : undefined;
  }
  if (!/^(?:\{\s*["}]|\[\s*[[{"\]])/.test(text)) return isShortJson(text) ? 'json' : undefined;
  const [first = '', second] = text.split('\n', 50).filter((line) => line.trim() !== '');
  return second !== undefined && /^\s*[{[]/.test(second) && isJson(first) ? 'jsonl' : 'json';
}

/** A list of plain values looks like a footnote mark (`[1] See…`) unless all of it is JSON. */
function isShortJson(text: string): boolean {
  return text.startsWith('[') && isJson(text);
}

/** Leaves out the XML declaration, comments and blank space before the first element. */
function skipProlog(text: string): string {
  let rest = text;
  for (;;) {
    const prolog = /^\s*(?:<\?[^>]{0,500}\?>|<!--)/.exec(rest);
    if (prolog === null) return rest.trimStart();
    const end = prolog[0].endsWith('<!--') ? rest.indexOf('-->') + 3 : prolog[0].length;
    if (end < prolog[0].length) return rest;
    rest = rest.slice(end);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unsupported(name: string, kind: UnsupportedKind): LionrockError {
  return inputError({
    code: 'knowledge.unsupported-type',
    message: `${name} is ${kind}, which cannot be read.`,
    cure: cures[kind],
    data: { kind },
  });
}

function notTable(name: string, what: string): LionrockError {
  return inputError({
    code: 'knowledge.not-table',
    message: `${name} is named as a table but holds ${what}.`,
    cure: 'Download or export it again as CSV; a web page in its place is often an error message of the server.',
  });
}
