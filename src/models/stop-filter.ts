/** Cuts a streamed text at the first of some stop strings. */
export interface StopFilter {
  /** Takes the next piece and gives what can be shown already; `stopped` once a stop string has come. */
  push(piece: string): { readonly text: string; readonly stopped: boolean };
  /** What was held back, when the text ends without a stop string. */
  rest(): string;
}

/**
 * Makes a filter that never shows a part of a stop string: the end of the text is held back while it
 * may be the beginning of one. Empty stop strings are ignored.
 */
export function createStopFilter(stops: readonly string[]): StopFilter {
  const wanted = stops.filter((stop) => stop !== '');
  let held = '';
  return {
    push(piece) {
      const text = held + piece;
      const places = wanted.map((stop) => text.indexOf(stop)).filter((place) => place !== -1);
      if (places.length > 0) {
        held = '';
        return { text: text.slice(0, Math.min(...places)), stopped: true };
      }
      const safe = text.length - longestBeginning(text, wanted);
      held = text.slice(safe);
      return { text: text.slice(0, safe), stopped: false };
    },
    rest() {
      const text = held;
      held = '';
      return text;
    },
  };
}

/** Length of the longest end of a text that begins a stop string. */
function longestBeginning(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
