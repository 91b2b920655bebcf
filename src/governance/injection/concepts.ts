/**
 * The notions from which an instruction to an assistant is put together. A language file gives each its
 * words; what their meeting means is the same in every language.
 */
export type Concept =
  | 'override' // ignore, forget, stop following
  | 'rules' // instructions, rules: words of everyday life too
  | 'machine-rules' // prompt, guardrails: said of machines only
  | 'prior' // previous, above
  | 'everything' // all, any
  | 'your'
  | 'of-others' // my, our: the writer's own instructions may be withdrawn
  | 'foreign' // page, letter, doctor: instructions of the world outside
  | 'prior-talk' // everything above, what you were told
  | 'reveal' // show, print, repeat
  | 'secret' // system prompt, hidden instructions
  | 'verbatim' // word for word
  | 'text-above' // the words above
  | 'credential' // password, key
  | 'other-users'
  | 'data' // records, conversations
  | 'private-data' // this conversation, the user's messages
  | 'send'
  | 'destination' // webhook, this address
  | 'embed' // append, encode
  | 'link' // URL, image
  | 'call' // call, run
  | 'tool'
  | 'danger' // delete, transfer, without confirmation
  | 'secrecy' // do not tell the user
  | 'this-message'
  | 'role' // you are now, pretend to be
  | 'unbound' // do anything now: said of a machine only
  | 'unbound-softly' // without restrictions: said of people too
  | 'unbound-mode' // developer mode
  | 'persona' // assistant, model
  | 'void' // no longer apply
  | 'ethics' // safety, moral: said of limits of an assistant
  | 'authority' // message from the developer
  | 'new-orders' // new instructions
  | 'steer' // answer, recommend
  | 'third-party'; // attackers, people: whom a report speaks of

/** The words of one language, by what they mean; alternatives are split by `|`, and by `/` within brackets. */
export type ConceptWords = Partial<Readonly<Record<Concept, string>>>;

/** One word of a text with what it means; offsets in UTF-16 code units. */
export interface ConceptPlace {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
}

/** Finds the words of a vocabulary in one pass; the text must be folded as the words are. */
export type ConceptFinder = (text: string) => ConceptPlace[];

interface Node {
  readonly next: Map<string, Node>;
  readonly concepts: Set<Concept>;
}

const wordUnit = /[\p{Script=Latin}\p{N}]/u;

/**
 * Makes a finder. At each place the longest word of each meaning counts. Latin words match whole; a line break in the
 * text counts as a space. Work is bounded by the length of the text times that of the longest word.
 */
export function createConceptFinder(
  vocabularies: readonly ConceptWords[],
  fold: (word: string) => string,
): ConceptFinder {
  const root: Node = { next: new Map(), concepts: new Set() };
  for (const words of vocabularies) {
    for (const [concept, list] of Object.entries(words)) {
      for (const word of splitWords(list)) insert(root, fold(word), concept as Concept);
    }
  }
  return (text) => findPlaces(text, root);
}

/** The alternatives of a list in a vocabulary, brackets written out: `(do/be) it` is two words. */
export function splitWords(list: string): string[] {
  return list
    .split('|')
    .flatMap((word) => writeOut(word.trim().replace(/\s+/g, ' ')))
    .filter((word) => word !== '');
}

function writeOut(word: string): string[] {
  const bracket = /\(([^()]*)\)/.exec(word);
  if (bracket === null) return [word];
  const [whole, inner = ''] = bracket;
  return inner
    .split('/')
    .flatMap((choice) =>
      writeOut(`${word.slice(0, bracket.index)}${choice.trim()}${word.slice(bracket.index + whole.length)}`),
    );
}

function insert(root: Node, word: string, concept: Concept): void {
  let node = root;
  for (const unit of word.split('')) {
    let child = node.next.get(unit);
    if (child === undefined) {
      child = { next: new Map(), concepts: new Set() };
      node.next.set(unit, child);
    }
    node = child;
  }
  node.concepts.add(concept);
}

function findPlaces(text: string, root: Node): ConceptPlace[] {
  const places: ConceptPlace[] = [];
  for (let start = 0; start < text.length; start += 1) {
    const first = text.charAt(start);
    const inWord = start > 0 && wordUnit.test(first) && wordUnit.test(text.charAt(start - 1));
    if (inWord) continue;
    let node: Node | undefined = root;
    const found = new Map<Concept, number>();
    for (let at = start; at < text.length; at += 1) {
      const unit = text.charAt(at);
      node = node.next.get(unit === '\n' ? ' ' : unit);
      if (node === undefined) break;
      const whole = !(wordUnit.test(unit) && wordUnit.test(text.charAt(at + 1)));
      if (whole) for (const concept of node.concepts) found.set(concept, at + 1);
    }
    for (const [concept, end] of found) places.push({ concept, start, end });
  }
  return places;
}
