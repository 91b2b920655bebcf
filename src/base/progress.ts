/** One report of long work. `total` is absent while it is not known. */
export interface Progress {
  /** What is being done, in a few words, for people. */
  readonly label: string;
  /** Units finished so far; never falls within one label. */
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'documents' | 'passages' | 'questions';
}

/** Receives progress. It must be cheap: long work calls it often. */
export type ReportProgress = (progress: Progress) => void;

/** For callers that do not show progress. */
export const ignoreProgress: ReportProgress = () => undefined;
