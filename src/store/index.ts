export { createAppealStore, type AppealStoreOptions } from './appeal-store.ts';
export { createFeedbackStore, type FeedbackStoreOptions } from './feedback-store.ts';
export { openLanceStore } from './lance-passage-store.ts';
export { openLedger, type LedgerOptions } from './ledger-audit-log.ts';
export { checkProofFile, proveGrowth, proveRecord, type ProofCheck } from './ledger-proof.ts';
export { readLedger, readLedgerRegion, type ReadRecord } from './ledger-read.ts';
export { openSubjectKeys, type SubjectKeyOptions, type SubjectKeys } from './ledger-subject-keys.ts';
export {
  verifyLedger,
  type LedgerReading,
  type LedgerVerification,
  type VerifyOptions,
} from './ledger-verify.ts';
