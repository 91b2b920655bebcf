export { isoDate, systemClock, type Clock, type IsoDate } from './clock.ts';
export { download, type Downloaded, type DownloadRequest, type Fetch } from './download.ts';
export {
  inputError,
  LionrockError,
  reportError,
  setupError,
  toLionrockError,
  upstreamError,
  type ErrorCategory,
  type ErrorDetails,
  type ErrorReport,
} from './error.ts';
export { sha256, sha256File } from './hash.ts';
export {
  maxLineLength,
  openJsonl,
  readJsonl,
  readLines,
  type JsonlHeader,
  type JsonlRecord,
  type Line,
} from './jsonl.ts';
export { ignoreProgress, type Progress, type ReportProgress } from './progress.ts';
export { writeFileAtomically } from './write-file.ts';
