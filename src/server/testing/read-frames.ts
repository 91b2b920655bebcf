import { createParser } from 'eventsource-parser';

/** A server-sent event: its name and its data, parsed when it is JSON. */
export interface Frame {
  readonly event: string | undefined;
  readonly data: unknown;
}

/** Reads a response to its end as server-sent events, with a parser that is not ours. */
export async function readFrames(response: Response): Promise<Frame[]> {
  const frames: Frame[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => frames.push({ event, data: parse(data) }),
  });
  parser.feed(await response.text());
  return frames;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
