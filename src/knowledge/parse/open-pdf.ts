import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type * as PdfModule from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { inputError, type LionrockError } from '../../base/index.ts';
import { startPdfThread } from './pdf-thread.ts';

type PdfLibrary = typeof PdfModule;

let library: Promise<PdfLibrary> | undefined;

/** The PDF library. It is loaded with the first PDF, which takes about 0.2 s. */
export function loadPdfLibrary(): Promise<PdfLibrary> {
  library ??= importLibrary();
  return library;
}

/**
 * The library looks for classes of a browser when it is loaded, though only drawing needs them, and
 * says so on the console. It finds empty ones, which are taken away again.
 */
async function importLibrary(): Promise<PdfLibrary> {
  const names = ['DOMMatrix', 'ImageData', 'Path2D', 'navigator'];
  const missing = names.filter((name) => !(name in globalThis));
  for (const name of missing) {
    const value =
      name === 'navigator' ? { language: 'en-US', platform: '', userAgent: '' } : function Missing() {};
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    for (const name of missing) Reflect.deleteProperty(globalThis, name);
  }
}

/** An open PDF. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /**
   * Waits for work on the document.
   * @throws `knowledge.pdf-too-complex` when it does not end in {@link patience}, or needs too much memory.
   */
  wait<T>(work: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Longest time that opening, or reading one page, may take, in milliseconds. Real pages take below 500. */
const patience = 20_000;

/**
 * Opens a PDF for reading its text, in a thread of its own. The caller closes it.
 *
 * @throws `knowledge.pdf-encrypted` when it needs a password; `knowledge.pdf-damaged` when it is cut
 *   short or corrupt; `knowledge.pdf-too-complex`.
 */
export async function openPdf(bytes: Uint8Array, name: string): Promise<OpenPdf> {
  if (isCutShort(bytes)) throw damagedPdf(name);
  const { getDocument, PDFWorker, VerbosityLevel } = await loadPdfLibrary();
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const thread = startPdfThread();
  // The library's types know the ports of browsers only.
  const connection: object = { port: thread.port, verbosity: VerbosityLevel.ERRORS };
  const worker = new PDFWorker(connection);
  const task = getDocument({
    // The library takes the bytes over, so it gets its own.
    data: new Uint8Array(bytes),
    worker,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: join(root, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts') + sep,
    wasmUrl: join(root, 'wasm') + sep,
    useSystemFonts: false,
    disableFontFace: true,
    // Pictures are not decoded.
    maxImageSize: 1,
    isEvalSupported: false,
    useWorkerFetch: false,
    stopAtErrors: false,
  });
  const close = async (): Promise<void> => {
    // A thread that is busy does not answer; it is stopped all the same.
    await thread.within(1_000, task.destroy()).catch(() => undefined);
    worker.destroy();
    await thread.stop();
  };
  try {
    const document = await thread.within(patience, task.promise);
    const wait = <T>(work: Promise<T>): Promise<T> =>
      thread.within(patience, work).catch((error: unknown) => {
        throw isOfLibrary(error) ? error : tooComplex(name, error);
      });
    return { document, wait, close };
  } catch (error) {
    await close();
    if (isPasswordError(error)) throw encryptedPdf(name, error);
    throw isOfLibrary(error) ? damagedPdf(name, error) : tooComplex(name, error);
  }
}

/** Bytes at the end in which the mark of a complete file must stand; some servers add a few of their own. */
const tail = 64 * 1024;

/** True for a file whose end mark is missing: a download that was broken off. */
function isCutShort(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-tail).includes('%%EOF');
}

/** True for an error in the file, as against one of the thread. */
function isOfLibrary(error: unknown): boolean {
  return error instanceof Error && error.name.endsWith('Exception');
}

function isPasswordError(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}

function encryptedPdf(name: string, cause: unknown): LionrockError {
  return inputError({
    code: 'knowledge.pdf-encrypted',
    message: `${name} is protected by a password.`,
    cure: 'Open it with the password and save or print it as a PDF without one.',
    cause,
  });
}

/** Makes the error for a PDF that takes too much time or memory. */
export function tooComplex(name: string, cause?: unknown): LionrockError {
  return inputError({
    code: 'knowledge.pdf-too-complex',
    message: `${name} takes more time or memory to read than any ordinary document.`,
    cure: 'Print it as a new PDF, or add its text.',
    ...(cause !== undefined && { cause }),
  });
}

/** Makes the error for a PDF that cannot be read. */
export function damagedPdf(name: string, cause?: unknown): LionrockError {
  return inputError({
    code: 'knowledge.pdf-damaged',
    message: `${name} is cut short or damaged.`,
    cure: 'Download it again; if it opens in a viewer, print it as a new PDF.',
    ...(cause !== undefined && { cause }),
  });
}
