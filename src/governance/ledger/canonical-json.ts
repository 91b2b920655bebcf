/**
 * Writes a value as canonical JSON (RFC 8785): members sorted by the UTF-16 code units of their names,
 * no white space, numbers as ECMAScript writes them. Equal values give equal bytes, so they can be hashed.
 *
 * @throws TypeError for what JSON cannot say: undefined, functions, big integers, numbers that are not
 * finite, text with half of a surrogate pair, objects that are not plain
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no number that is not finite');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`);
  return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : writeMembers(value);
}

/**
 * Writes the members of several objects as those of one. Copying them into one first would take longer
 * than all the rest.
 *
 * @throws TypeError as {@link canonicalJson} does, and when two of them have a member of the same name
 */
export function writeMembers(...parts: readonly object[]): string {
  const names: string[] = [];
  const values: unknown[] = [];
  for (const part of parts) {
    if (!isPlain(part)) throw new TypeError('canonical JSON has plain objects only');
    for (const name of Object.keys(part)) insert(names, values, { name, value: part[name] });
  }
  let text = '';
  for (const [at, name] of names.entries()) {
    text += `${at === 0 ? '' : ','}${quote(name)}:${canonicalJson(values[at])}`;
  }
  return `{${text}}`;
}

interface Member {
  readonly name: string;
  readonly value: unknown;
}

/** Puts a member where it belongs. Texts compare by UTF-16 code units, as the standard asks. */
function insert(names: string[], values: unknown[], { name, value }: Member): void {
  let at = names.length;
  while (at > 0 && name <= (names[at - 1] ?? '')) {
    at -= 1;
    if (names[at] === name) throw new TypeError('canonical JSON has no two members of one name');
  }
  names.splice(at, 0, name);
  values.splice(at, 0, value);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Printable ASCII but for the quotation mark and the backslash stands as it is; that is nearly all there is. */
const plain = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('canonical JSON has no half of a surrogate pair');
  return JSON.stringify(text);
}
