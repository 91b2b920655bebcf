/**
 * The 1-based line on which a value of a JSON text begins, found by its path; the line of the nearest
 * enclosing value when the path leads nowhere (a missing key). The text must be valid JSON.
 */
export function locateJson(text: string, path: readonly PropertyKey[]): number {
  let at = skipSpace(text, 0);
  for (const key of path) {
    const next = typeof key === 'number' ? enterArray(text, at, key) : enterObject(text, at, String(key));
    if (next === undefined) break;
    at = next;
  }
  return text.slice(0, at).split('\n').length;
}

/**
 * The 1-based line on which a text ceases to be JSON.
 *
 * @param reason the message of the error that parsing it gave
 */
export function locateJsonError(text: string, reason: string): number {
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return text.trimEnd().slice(0, Number(position)).split('\n').length;
  // The engine leaves the place out for a strange character; the lines up to it fail by that character too.
  const token = /^Unexpected token (?:'.+?'|.)/su.exec(reason)?.[0];
  const lines = text.trimEnd().split('\n');
  if (token === undefined) return lines.length;
  let [low, high] = [1, lines.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (failsBy(lines.slice(0, middle).join('\n'), token)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function failsBy(text: string, token: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof Error && error.message.startsWith(token);
  }
}

function enterObject(text: string, start: number, key: string): number | undefined {
  if (text[start] !== '{') return undefined;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const end = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === key) return value;
    at = skipSpace(text, skipValue(text, value));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

function enterArray(text: string, start: number, index: number): number | undefined {
  if (text[start] !== '[') return undefined;
  let at = skipSpace(text, start + 1);
  for (let count = 0; at < text.length && text[at] !== ']'; count += 1) {
    if (count === index) return at;
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** The place after the value that begins at `start`. */
function skipValue(text: string, start: number): number {
  let at = start;
  let depth = 0;
  do {
    const character = text[at] ?? '';
    if (character === '"') at = skipString(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (depth === 0) return skipScalar(text, at);
    at += 1;
  } while (depth > 0 && at < text.length);
  return at;
}

function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
  return at;
}
