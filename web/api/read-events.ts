/** One server-sent event. */
export interface ServerEvent {
  /** Its name; `message` when the stream gives none. */
  readonly event: string;
  readonly data: string;
}

/**
 * Splits a stream of text into server-sent events, however it is cut into pieces.
 *
 * Comments, `id` and `retry` are passed over: a chat cannot be resumed. An event that the end of the
 * stream cuts off is dropped, as the standard says.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventSplitter {
  #rest = '';
  #event = '';
  #data: string[] = [];

  /** Takes the next piece; returns the events it completes. */
  push(piece: string): ServerEvent[] {
    // A carriage return at the very end may be half of a line end.
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?=[^])/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#readLine(line));
  }

  #readLine(line: string): ServerEvent[] {
    if (line === '') return this.#complete();
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#event = value;
    return [];
  }

  #complete(): ServerEvent[] {
    const event = { event: this.#event === '' ? 'message' : this.#event, data: this.#data.join('\n') };
    const empty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return empty ? [] : [event];
  }
}

/** Reads a response body as server-sent events; leaving the loop closes the connection. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const splitter = new EventSplitter();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* splitter.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // An aborted connection refuses to be closed again.
    await reader.cancel().catch(() => undefined);
  }
}
