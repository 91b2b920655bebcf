import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

/** A thread in which one PDF is interpreted, so that a file built to do harm cannot stop the process. */
interface PdfThread {
  /** What the PDF library talks to the thread through. */
  readonly port: MessagePort;
  /**
   * Waits for work that the thread does, or rejects when it takes longer than `milliseconds` or the
   * thread has died, for want of memory for instance.
   */
  within<T>(milliseconds: number, work: Promise<T>): Promise<T>;
  /** Ends the thread, whatever it is doing. */
  stop(): Promise<void>;
}

/** Largest heap of the thread, in megabytes. */
const largestHeap = 2_048;

// The library's own entry for threads is made for browsers; this is the same for Node.
const program = `
const { workerData } = require('node:worker_threads');
import(workerData.library).then(({ WorkerMessageHandler }) => {
  WorkerMessageHandler.initializeFromPort(workerData.port);
  workerData.port.start();
});`;

/** Starts a thread. */
export function startPdfThread(): PdfThread {
  const library = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(program, {
    eval: true,
    workerData: { library: pathToFileURL(library).href, port: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: largestHeap },
    // What it prints is for the developers of the library.
    stdout: true,
    stderr: true,
    // Neither loaders nor coverage of this process are of use in it.
    execArgv: [],
  });
  worker.unref();
  port1.start();
  port1.unref();
  const died = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread has ended')));
  });
  died.catch(() => undefined);
  return {
    port: port1,
    within: (milliseconds, work) => race(milliseconds, work, died),
    stop: async () => {
      port1.close();
      await worker.terminate();
    },
  };
}

async function race<T>(milliseconds: number, work: Promise<T>, died: Promise<never>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, died, late]);
  } finally {
    clearTimeout(timer);
  }
}
