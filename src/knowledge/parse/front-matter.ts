import type { DocumentMetadata } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';

/** What the head of a Markdown file says of it, and the text below. */
interface FrontMatter {
  readonly metadata: Partial<DocumentMetadata>;
  readonly body: string;
}

/**
 * Splits off the front matter of a Markdown file: lines `key: value` between two lines of `---` at
 * its start. Understood are `title`, `url`, `publisher`, `language`, `asOf`, `validFrom` and `validTo`;
 * other keys are left out. A head that is not of this form is text.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const match =
    /^---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]{0,2000}\n){0,100})(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  const lines = (match?.[1] ?? '').split('\n').map((line) => line.trimEnd());
  if (match === null || !lines.every((line) => frontLine.test(line))) return { metadata: {}, body: text };
  const values = new Map<string, string>();
  for (const line of lines) {
    const pair = /^([A-Za-z_-]{1,40})\s*:\s*(.*?)\s*$/.exec(line);
    if (pair !== null) values.set(plainKey(pair[1] ?? ''), unquote(pair[2] ?? ''));
  }
  if (values.size === 0) return { metadata: {}, body: text };
  return { metadata: readMetadata(values), body: text.slice(match[0].length) };
}

/** A pair, a comment, an item of a list, or the indented rest of a value. */
const frontLine = /^(?:[A-Za-z_-]{1,40}\s*:|#|-\s|\s)|^$/;

function readMetadata(values: ReadonlyMap<string, string>): Partial<DocumentMetadata> {
  const text = (key: string): string | undefined => {
    const value = cleanText(values.get(key) ?? '').trim();
    return value === '' ? undefined : value;
  };
  const [title, publisher, url] = [text('title'), text('publisher'), text('url')];
  const language = readLanguage(text('language') ?? text('lang') ?? '');
  const asOf = readDate(text('asof') ?? text('date') ?? '');
  const [validFrom, validTo] = [readDate(text('validfrom') ?? ''), readDate(text('validto') ?? '')];
  return {
    ...(title !== undefined && { title }),
    ...(url !== undefined && URL.canParse(url) && { url }),
    ...(publisher !== undefined && { publisher }),
    ...(language !== undefined && { language }),
    ...(asOf !== undefined && { asOf }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
  };
}

/** `asOf`, `as_of` and `as-of` are one key. */
function plainKey(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}

function unquote(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
