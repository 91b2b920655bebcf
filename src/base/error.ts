/**
 * Whose fault an error is, which decides the exit code and the HTTP status.
 *
 * - `input`: the caller's data is wrong; they can mend it.
 * - `setup`: something on this machine is missing or misconfigured.
 * - `upstream`: a service we called failed.
 * - `internal`: a defect of ours.
 */
export type ErrorCategory = 'input' | 'setup' | 'upstream' | 'internal';

/** What an error is made of. `data` never holds a prompt's text or a secret: it may be logged. */
export interface ErrorDetails {
  /** Stable, documented in `docs/guides/errors.md`: `room.what-happened`. */
  readonly code: string;
  readonly category: ErrorCategory;
  /** What happened to which datum, one sentence. */
  readonly message: string;
  /** What the reader can do about it, one sentence. */
  readonly cure?: string;
  /** Facts for machines: paths, counts, limits. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const marker = Symbol.for('lionrock.error');

/**
 * The one error class of the project. Its `message` is what happened and how to cure it.
 * A refusal or a moderated answer is a value, never an error.
 */
export class LionrockError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  /** What the reader can do about it; empty when nothing can be done. */
  readonly cure: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [marker] = true;

  constructor(details: ErrorDetails) {
    const cure = details.cure ?? '';
    super(
      cure === '' ? details.message : `${details.message} ${cure}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.name = 'LionrockError';
    this.code = details.code;
    this.category = details.category;
    this.cure = cure;
    this.data = details.data ?? {};
  }

  /** True for our errors, also when two copies of the package are loaded. */
  static isInstance(value: unknown): value is LionrockError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}

/** Makes an error of category `input`: the caller's data is wrong. */
export function inputError(details: Omit<ErrorDetails, 'category'>): LionrockError {
  return new LionrockError({ ...details, category: 'input' });
}

/** Makes an error of category `setup`: something on this machine is missing. */
export function setupError(details: Omit<ErrorDetails, 'category'>): LionrockError {
  return new LionrockError({ ...details, category: 'setup' });
}

/** Makes an error of category `upstream`: a service we called failed. */
export function upstreamError(details: Omit<ErrorDetails, 'category'>): LionrockError {
  return new LionrockError({ ...details, category: 'upstream' });
}

/** The shape an error has in JSON lines and problem documents. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
}

/** Reports any thrown value; what is not ours becomes `internal` with its own message. */
export function reportError(error: unknown): ErrorReport & { readonly category: ErrorCategory } {
  const known = toLionrockError(error);
  return { code: known.code, message: known.message, category: known.category };
}

/**
 * Turns any thrown value into ours. Errors of the operating system that a user can cure
 * (full disk, no permission, no such file) keep their meaning instead of becoming `internal`.
 */
export function toLionrockError(error: unknown): LionrockError {
  if (LionrockError.isInstance(error)) return error;
  const systemCode = systemErrorCode(error);
  const path = typeof error === 'object' && error !== null && 'path' in error ? String(error.path) : '';
  const known = systemCode === undefined ? undefined : systemErrors[systemCode];
  if (known !== undefined && systemCode !== undefined) {
    return new LionrockError({
      code: known.code,
      category: known.category,
      message: `${known.what}${path === '' ? '' : `: ${path}`}.`,
      cure: known.cure,
      data: { systemCode, path },
      cause: error,
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new LionrockError({ code: 'internal.unexpected', category: 'internal', message, cause: error });
}

const systemErrors: Record<
  string,
  { code: string; category: ErrorCategory; what: string; cure: string } | undefined
> = {
  ENOSPC: {
    code: 'disk.full',
    category: 'setup',
    what: 'No space is left on the disk',
    cure: 'Free some space and run the same command again; finished work is kept.',
  },
  EDQUOT: {
    code: 'disk.full',
    category: 'setup',
    what: 'The disk quota is used up',
    cure: 'Free some space and run the same command again; finished work is kept.',
  },
  EACCES: {
    code: 'file.not-permitted',
    category: 'input',
    what: 'Permission was denied',
    cure: 'Give this user the right to read it, or choose another path.',
  },
  EPERM: {
    code: 'file.not-permitted',
    category: 'input',
    what: 'The operation is not permitted',
    cure: 'Give this user the right to it, or choose another path.',
  },
  EROFS: {
    code: 'file.not-permitted',
    category: 'setup',
    what: 'The file system is read-only',
    cure: 'Choose a writable folder with --home.',
  },
  ENOENT: {
    code: 'file.not-found',
    category: 'input',
    what: 'No such file or folder',
    cure: 'Check the path.',
  },
  ENOTDIR: {
    code: 'file.not-found',
    category: 'input',
    what: 'A part of the path is not a folder',
    cure: 'Check the path.',
  },
  EADDRINUSE: {
    code: 'server.port-in-use',
    category: 'setup',
    what: 'The port is already in use',
    cure: 'Stop the other program, or choose another port with --port.',
  },
};

function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Native modules (the embedded store) report the system error only in words.
  const message = error instanceof Error ? error.message : '';
  if (/no space left on device|StorageFull|os error 28/i.test(message)) return 'ENOSPC';
  if (/permission denied \(os error 13\)/i.test(message)) return 'EACCES';
  return undefined;
}
