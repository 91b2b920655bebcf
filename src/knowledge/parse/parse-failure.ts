import type { LionrockError } from '../../base/index.ts';
import type { ParsedDocument } from '../spec.ts';

/** What could not be read of a source, and why. The rest of the source still comes. */
export interface ParseFailure {
  /** The source as it was given: a path, an address, or the name of an upload. */
  readonly source: string;
  readonly error: LionrockError;
  /** 1-based line of the source, or record of a list, that failed. */
  readonly line?: number;
  /**
   * Set when that document came nevertheless and only a part of it is missing or in doubt; it follows
   * its document. Without it, nothing came of the failed source or line.
   */
  readonly documentId?: string;
}

/** What a parser gives: documents, and failures in the place of what it could not read. */
export type ParseResult = ParsedDocument | ParseFailure;

/** Tells a failure from a document. */
export function isParseFailure(result: ParseResult): result is ParseFailure {
  return 'error' in result;
}
