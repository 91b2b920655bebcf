/** Most ways in which a pattern may try to match at one place of a text. */
const maxWays = 100_000;

/** Longest text that a pattern may match, in code points. */
const maxLength = 400;

/** What a part of a pattern can cost. */
interface Cost {
  /** Ways in which it can match at one place; 1 when there is nothing to try again. */
  readonly ways: number;
  /** Further ways tried in it only to look ahead or back: they end with the look and multiply nothing. */
  readonly looks: number;
  /** Longest match in code points. */
  readonly length: number;
  /** Whether it is nothing but characters that stand for themselves. */
  readonly literal: boolean;
}

/**
 * Tells why a regular expression is not safe to run over any text, or undefined when it is.
 *
 * Safe means: it is valid, looks back at nothing it matched, has an upper bound on every repetition,
 * repeats nothing that can itself match in several ways, and tries at most 100,000 ways at one place.
 * Then the time it takes grows with the length of the text and no faster.
 */
export function findPatternFault(pattern: string): string | undefined {
  const compiled = compile(pattern);
  if (typeof compiled === 'string') return `is not a regular expression (${compiled})`;
  try {
    const { ways, looks, length } = new PatternReader(pattern).read();
    if (ways + looks > maxWays)
      return `can match in ${ways + looks} ways at one place, where ${maxWays} are allowed`;
    if (length > maxLength) return `can match ${length} characters, where ${maxLength} are allowed`;
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
  return undefined;
}

/** The pattern, or why it is none. */
function compile(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Why a pattern is unsafe. Never leaves this file. */
class PatternFault extends Error {}

const nothing: Cost = { ways: 1, looks: 0, length: 0, literal: true };
const oneCharacter: Cost = { ways: 1, looks: 0, length: 1, literal: false };

/** Reads a valid regular expression of the `u` flag and adds up what it can cost. */
class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** The cost of the pattern up to its end, or to the bracket that closes a group. */
  read(): Cost {
    const alternatives = [this.#readSequence()];
    while (this.#pattern[this.#at] === '|') {
      this.#at += 1;
      alternatives.push(this.#readSequence());
    }
    const [only] = alternatives;
    if (alternatives.length === 1 && only !== undefined) return only;
    // Of a list of words only those can match at one place that begin alike: seldom more than two.
    const words = alternatives.every(({ literal }) => literal);
    return {
      ways: words ? 2 : alternatives.reduce((sum, { ways }) => sum + ways, 0),
      looks: alternatives.reduce((sum, { looks }) => sum + looks, 0),
      length: Math.max(...alternatives.map(({ length }) => length)),
      literal: false,
    };
  }

  #readSequence(): Cost {
    let cost = nothing;
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at] ?? '')) {
      const { ways, looks, length, literal } = this.#readRepetition(this.#readAtom());
      cost = {
        ways: cost.ways * ways,
        looks: cost.looks + cost.ways * looks,
        length: cost.length + length,
        literal: cost.literal && literal,
      };
    }
    return cost;
  }

  #readAtom(): Cost {
    const rest = this.#pattern.slice(this.#at);
    const [backward] = /^\\(?:[1-9]|k<)/.exec(rest) ?? [];
    if (backward !== undefined) throw new PatternFault('refers back to a group that it matched');
    const [group] = /^\((?:\?(?:<[=!]|[=!:]|<[^>]*>))?/.exec(rest) ?? [];
    if (group !== undefined) return this.#readGroup(group);
    const [escape] = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-F]{4}|x[\dA-F]{2}|c[A-Z]|.)/isu.exec(rest) ?? [];
    const [set] = /^\[(?:\\.|[^\]\\])*\]/su.exec(rest) ?? [];
    const found = escape ?? set ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    this.#at += found.length;
    if (/^(?:\^|\$|\\b)$/i.test(found)) return nothing;
    const literal = escape === undefined ? set === undefined && found !== '.' : /^\\[^\da-z]$/i.test(escape);
    return { ...oneCharacter, literal };
  }

  #readGroup(opening: string): Cost {
    this.#at += opening.length;
    const inside = this.read();
    this.#at += 1;
    if (!/[=!]$/.test(opening)) return { ...inside, literal: false };
    return { ways: 1, looks: inside.ways - 1 + inside.looks, length: 0, literal: false };
  }

  #readRepetition(atom: Cost): Cost {
    const [found, sign, fewest, comma, most] =
      /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (found === undefined) return atom;
    this.#at += found.length;
    if (sign === '*' || sign === '+' || (comma !== undefined && most === '')) {
      throw new PatternFault(`repeats without an upper bound ("${found}")`);
    }
    const low = sign === '?' ? 0 : Number(fewest);
    const high = sign === '?' ? 1 : Number(most ?? fewest);
    if (high > 1 && atom.ways > 1) {
      throw new PatternFault(`repeats ("${found}") what can itself match in several ways`);
    }
    return {
      ways: high <= 1 ? atom.ways + (high - low) : high - low + 1,
      looks: atom.looks * high,
      length: atom.length * high,
      literal: false,
    };
  }
}
