/** A comment that keeps proxies from closing a stream in which nothing happens for long. */
const heartbeat = ': still here\n\n';
const heartbeatMs = 15_000;

/** One server-sent event; `event` is its name. */
export function toFrame(data: unknown, event?: string): string {
  const name = event === undefined ? '' : `event: ${event}\n`;
  // JSON has no raw line breaks, so one `data` line is enough.
  return `${name}data: ${JSON.stringify(data)}\n\n`;
}

/**
 * Sends frames as they come, as fast as the client reads them.
 *
 * @param frames must not throw: what fails is a frame too
 * @param stop called when the stream is over or the client goes away
 */
export function streamFrames(
  frames: AsyncGenerator<string>,
  stop: () => void,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const encoder = new TextEncoder();
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  const finish = (): void => {
    open = false;
    clearInterval(timer);
    stop();
  };
  // Started at once: work that holds a place at a gate must not wait for a reader that may never come.
  let next: Promise<IteratorResult<string>> | undefined = frames.next();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => {
        if (open && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(heartbeat));
      }, heartbeatMs);
      timer.unref();
    },
    async pull(controller) {
      const { done, value } = await (next ?? frames.next());
      next = undefined;
      if (!open) return;
      if (done === true) {
        finish();
        controller.close();
      } else {
        controller.enqueue(encoder.encode(value));
      }
    },
    async cancel() {
      finish();
      await frames.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Without it the adapter would gather the first frames before it sends any.
      'transfer-encoding': 'chunked',
      'x-accel-buffering': 'no',
      ...headers,
    },
  });
}
