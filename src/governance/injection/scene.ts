import { cantonese } from './cantonese.ts';
import { chinese } from './chinese.ts';
import { clauseStart, isCommand } from './command-position.ts';
import { type Concept, type ConceptPlace, createConceptFinder } from './concepts.ts';
import { english } from './english.ts';
import { foldWord } from './plain-view.ts';

/** Who wrote a text: the user who asks, or anybody whose text is only looked at. */
export type InstructionSource = 'user' | 'outside';

/** What an instruction asks the assistant to do. */
export type InstructionKind =
  | 'override'
  | 'reveal'
  | 'exfiltrate'
  | 'tool'
  | 'secrecy'
  | 'role'
  | 'authority'
  | 'markers'
  | 'orders'
  | 'steer';

/** A trace of an instruction in a plain view. Traces that stand together make an instruction. */
export interface Trace {
  readonly kind: InstructionKind;
  readonly start: number;
  readonly end: number;
  /** 1: an instruction by itself. 0.5: half of one. */
  readonly weight: number;
  /** Counts only beside traces of another sort: lawful texts have it too. */
  readonly supports?: boolean;
}

/** The words of a plain view that carry meaning, with their sentences. */
export interface Scene {
  readonly text: string;
  readonly from: InstructionSource;
  readonly places: readonly ScenePlace[];
}

/** A word of a {@link Scene}; `sentence` counts from 0, `index` is its place among the words. */
export interface ScenePlace extends ConceptPlace {
  readonly sentence: number;
  readonly index: number;
}

let finder: ReturnType<typeof createConceptFinder> | undefined;

/** Reads the meaning of the words of a plain view. */
export function readScene(text: string, from: InstructionSource): Scene {
  finder ??= createConceptFinder([english, chinese, cantonese], foldWord);
  const stops = sentenceEnds(text);
  let sentence = 0;
  const places = finder(text).map((place, index) => {
    while ((stops[sentence] ?? text.length) <= place.start) sentence += 1;
    return { ...place, sentence, index };
  });
  return { text, from, places };
}

const stop = /[.!?]+(?=["'”’)\]]?(?:\s|$))|[。]+|\n\n/gu;

/** The offsets after the sentences of a plain view. A single line break ends none: lines are wrapped. */
export function sentenceEnds(text: string): number[] {
  return Array.from(text.matchAll(stop), ({ index, 0: mark }) => index + mark.length);
}

const hanLetter = /\p{Script=Han}/u;

/** The words around a place: in its sentence and within a distance; Chinese says it in fewer characters. */
export class Surroundings {
  readonly #scene: Scene;
  readonly verb: ScenePlace;
  readonly near: readonly ScenePlace[];

  /** `after` and `before` are distances in Latin letters; `sentences` counts those that may follow. */
  constructor(
    scene: Scene,
    verb: ScenePlace,
    {
      after,
      before = 0,
      sentences = 0,
      sameClause = true,
    }: { after: number; before?: number; sentences?: number; sameClause?: boolean },
  ) {
    this.#scene = scene;
    this.verb = verb;
    const scale = hanLetter.test(scene.text.slice(verb.start, verb.end)) ? 0.45 : 1;
    const clause = sameClause ? clauseStart(scene.text, verb.start) : 0;
    const near: ScenePlace[] = [];
    for (let at = verb.index + 1; at < scene.places.length; at += 1) {
      const place = scene.places[at];
      if (place === undefined || place.sentence > verb.sentence + sentences) break;
      if (place.start - verb.end > after * scale) break;
      if (place.start >= verb.end) near.push(place);
    }
    for (let at = verb.index - 1; at >= 0; at -= 1) {
      const place = scene.places[at];
      if (place === undefined || place.sentence < verb.sentence) break;
      if (verb.start - place.end > before * scale) break;
      // What stands before the verb belongs to it in the same clause, or right before its comma.
      if (place.end <= verb.start && place.end >= clause - 2) near.push(place);
    }
    this.near = near;
  }

  /** The nearest word of a meaning. */
  find(...concepts: readonly Concept[]): ScenePlace | undefined {
    return this.near.find(({ concept }) => concepts.includes(concept));
  }

  all(concept: Concept): ScenePlace[] {
    return this.near.filter((place) => place.concept === concept);
  }

  has(...concepts: readonly Concept[]): boolean {
    return this.find(...concepts) !== undefined;
  }

  word(place: ScenePlace): string {
    return this.#scene.text.slice(place.start, place.end).replaceAll('\n', ' ');
  }
}

/** The words of a meaning that command the reader. */
export function commands(scene: Scene, concept: Concept): ScenePlace[] {
  return scene.places.filter((place) => place.concept === concept && isCommand(scene.text, place));
}
