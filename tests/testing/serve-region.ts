import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, loadConfig, openWorkspace } from '../../src/app/index.ts';
import { serveAssistant } from '../../src/server/index.ts';

/** A server with the page, without any model, in a home of its own. */
export interface RegionServer {
  readonly url: string;
  readonly home: string;
  /** Answers pause after this many sentences, until the hold is lifted. */
  hold(sentences: number): AnswerHold;
  close(): Promise<void>;
}

/** Answers that wait. */
export interface AnswerHold {
  /** Lets them go on. */
  lift(): void;
  /** Resolves when an answer that was held has ended; true if its reader had gone. */
  readonly ended: Promise<boolean>;
}

/** Serves a region as `serve` does. Only the pause is ours: else an answer is there before one can look. */
export async function serveRegion(region: string): Promise<RegionServer> {
  const home = await mkdtemp(join(tmpdir(), `lionrock-page-${region}-`));
  const config = await loadConfig({
    options: { home, region, chatModel: 'none', embeddingModel: 'none', logLevel: 'silent' },
    environment: {},
    defaultRegion: region,
  });
  const workspace = await openWorkspace(config);
  const pause = createPause();
  const pausing: typeof ask = async function* pausing(where, request) {
    const held = pause.current();
    let sentences = 0;
    try {
      for await (const event of ask(where, request)) {
        yield event;
        if (event.type === 'sentence' && ++sentences === held?.sentences) await held.wait(request.signal);
      }
    } finally {
      held?.end(request.signal?.aborted === true);
    }
  };
  const server = await serveAssistant(workspace, { port: 0, host: '127.0.0.1', pull: false, ask: pausing });
  return {
    url: server.url,
    home,
    hold: (sentences) => pause.hold(sentences),
    close: async () => {
      await server.close();
      await workspace.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface Held {
  readonly sentences: number;
  readonly wait: (signal: AbortSignal | undefined) => Promise<void>;
  readonly end: (aborted: boolean) => void;
}

function createPause() {
  let current: Held | undefined;
  return {
    current: () => current,
    hold(sentences: number): AnswerHold {
      const lifted = new AbortController();
      let end: Held['end'] = () => undefined;
      const ended = new Promise<boolean>((resolve) => (end = resolve));
      const wait = async (signal: AbortSignal | undefined) => {
        const over = AbortSignal.any(signal === undefined ? [lifted.signal] : [lifted.signal, signal]);
        if (!over.aborted) await once(over, 'abort');
      };
      current = { sentences, wait, end: (aborted) => end(aborted) };
      const lift = () => {
        current = undefined;
        lifted.abort();
      };
      return { lift, ended };
    },
  };
}
