import { toSimplified } from '../../../language/index.ts';
import { type Carriers, carriers, nameCarriers } from './carriers.ts';
import { lookAlikes } from './look-alikes.ts';
import { makeBuilding, makeName, makers } from './make-values.ts';
import { type SeededRandom, createSeededRandom } from './seeded-random.ts';

/** A text with the values in it that are personal data; none in a look-alike. */
export interface Sample {
  readonly text: string;
  readonly values: readonly Value[];
  /** Values of other kinds that stand beside them. */
  readonly others: readonly Value[];
}

/** A value in a text. */
interface Value {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Which of the carriers to use. */
export type CarrierSet = keyof Carriers;

/** The classes of samples: the kinds, and identity card numbers with a mistake in them. */
export const sampleClasses: readonly string[] = [...Object.keys(makers), 'name'];

/** The kind that values of a class are of. */
export function kindOfClass(name: string): string {
  return name === 'hkid-mistyped' ? 'hkid' : name;
}

const leads = ['', '', '你好，', '想請問，', 'Hello. ', '【查詢】'];
const tails = ['', '', '唔該晒。', '謝謝。', ' Thank you.', '\n市民上'];

/** Makes samples of a class. The same seed gives the same ones. */
export function makePositives(name: string, set: CarrierSet, count: number): Sample[] {
  const random = createSeededRandom(seedOf(`${name} ${set}`));
  const some = (name === 'name' ? nameCarriers : carriers[name]!)[set];
  return Array.from({ length: count }, (_, at) => makePositive(name, some[at % some.length]!, random));
}

/** Makes look-alikes, as many of each sort. */
export function makeNegatives(each: number): { readonly sort: string; readonly text: string }[] {
  return Object.entries(lookAlikes).flatMap(([sort, make]) => {
    const random = createSeededRandom(seedOf(sort));
    return Array.from({ length: each }, (_, at) => ({
      sort,
      text: dress(random, random.pick(leads) + make[at % make.length]!(random)),
    }));
  });
}

function makePositive(name: string, carrier: string, random: SeededRandom): Sample {
  const values: Value[] = [];
  let text = random.pick(leads);
  for (const piece of `${carrier}${random.pick(tails)}`.split(/(\{[^}]+\})/)) {
    const { kind, written } = fillIn(name, piece, random);
    if (kind !== undefined) values.push({ kind, start: text.length, end: text.length + written.length });
    text += written;
  }
  const own = kindOfClass(name);
  return {
    text: dress(random, text),
    values: values.filter(({ kind }) => kind === own),
    others: values.filter(({ kind }) => kind !== own),
  };
}

/** What stands for a piece of a carrier, and its kind if it is personal data. */
function fillIn(name: string, piece: string, random: SeededRandom): { kind?: string; written: string } {
  if (piece === '{v}') return { kind: kindOfClass(name), written: random.pick(makers[name]!)(random) };
  if (piece === '{n}') return { kind: 'name', written: makeName(random, 'han') };
  if (piece === '{N}') return { kind: 'name', written: makeName(random, 'latin') };
  if (piece === '{b}') return { written: makeBuilding(random) };
  const of = /^\{kind:(.+)\}$/.exec(piece)?.[1];
  return of === undefined ? { written: piece } : { kind: of, written: random.pick(makers[of]!)(random) };
}

/** Writes some texts in full width, and some in simplified script; neither moves an offset. */
function dress(random: SeededRandom, text: string): string {
  const scripted = random.integer(1, 4) === 1 ? toSimplified(text) : text;
  const written = scripted.length === text.length ? scripted : text;
  return random.integer(1, 4) === 1 ? widen(written) : written;
}

function widen(text: string): string {
  return text
    .replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');
}

function seedOf(name: string): number {
  return Array.from(name).reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0, 7);
}
