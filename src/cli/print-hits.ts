import type { SearchResult } from '../app/index.ts';

const denseNotes: Readonly<Record<SearchResult['dense'], string>> = {
  used: '',
  'no-model': 'Found by words only: no embedding model is there (`lionrock model pull`).',
  'no-vectors': 'Found by words only: the vectors are not complete (`lionrock knowledge embed`).',
};

/** What a search found, for people. */
export function formatHits({ hits, dense }: SearchResult): string {
  const parts = hits.map(
    ({ title, locator, collection, passageId, score, url, text }, at) =>
      `${at + 1}. ${title}${locator === '' ? '' : ` — ${locator}`}\n` +
      `   ${collection} ${passageId}  score ${score.toFixed(3)}${url === undefined ? '' : `  ${url}`}\n` +
      indent(text.length > 400 ? `${text.slice(0, 400).replace(/[\uD800-\uDBFF]$/u, '')}…` : text),
  );
  if (parts.length === 0) parts.push('Nothing was found.');
  if (denseNotes[dense] !== '') parts.push(denseNotes[dense]);
  return parts.join('\n\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '   ');
}
