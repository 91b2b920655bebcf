export {
  checkGrounding,
  isVerbatim,
  type Grounding,
  type GroundingFault,
  type GroundingTools,
} from './check-grounding.ts';
export {
  createGovernanceDoor,
  disclosureOf,
  joinGoverned,
  type DoorOptions,
  type Governed,
  type GovernanceDoor,
} from './govern.ts';
export { canonicalJson } from './ledger/canonical-json.ts';
export { createChain, type Chain, type ChainState, type ChainedRecord } from './ledger/chain.ts';
export {
  createChainChecker,
  type ChainChecker,
  type ChainExpectation,
  type LedgerFault,
  type LedgerProblem,
} from './ledger/check-chain.ts';
export { checkEntry, closedLog } from './ledger/check-entry.ts';
export { isSigned, keyFingerprint, signCheckpoint } from './ledger/checkpoint.ts';
export { createMemoryAuditLog, type MemoryAuditLog } from './ledger/memory-audit-log.ts';
export { proveConsistency, proveInclusion, type Leaves } from './ledger/merkle-proof.ts';
export { createMerkleTree, type MerkleState, type MerkleTree } from './ledger/merkle-tree.ts';
export { toLatencyBucket, toMinute } from './ledger/minimise.ts';
export {
  findProofFault,
  ledgerProofSchema,
  type ConsistencyProof,
  type InclusionProof,
  type LedgerProof,
  type ProofFault,
} from './ledger/proof.ts';
export { hashLine, maxRecordBytes, parseRecord } from './ledger/record-line.ts';
export {
  auditEntrySchema,
  checkpointSchema,
  latencyBuckets,
  ledgerRecordSchema,
  segmentHeaderSchema,
  type AuditEntry,
  type AuditLog,
  type AuditReceipt,
  type Checkpoint,
  type LatencyBucket,
  type LedgerEntry,
  type LedgerRecord,
  type SegmentHeader,
} from './ledger/spec.ts';
export { hashSubject, isKeyExpired, keyMonth } from './ledger/subject.ts';
export type { PublishedCount } from './ledger/suppress-counts.ts';
export {
  createReportCounter,
  reportTables,
  type ReportRow,
  type ReportTable,
  type TransparencyReport,
} from './ledger/transparency-report.ts';
export { findInjections, type Injection } from './injection/find-injections.ts';
export {
  findInstructions,
  type Instruction,
  type InstructionOptions,
} from './injection/find-instructions.ts';
export { hiddenKinds, type HiddenKind, type HiddenLayer } from './injection/hidden-layer.ts';
export { createInjectionModerator, injectionActions } from './injection/injection-moderator.ts';
export { revealHidden } from './injection/reveal-hidden.ts';
export { type InstructionKind, type InstructionSource } from './injection/scene.ts';
export { createModerators } from './moderators.ts';
export { withoutNumbers } from './read-claim.ts';
export {
  actions,
  clauseSchema,
  type Action,
  type Clause,
  type Decision,
  type DecisionSpan,
  type Finding,
  type GovernedText,
  type ModerationContext,
  type Moderator,
  type Stage,
} from './spec.ts';
export { bundleSchema, readBundle, type ConstitutionBundle } from './constitution/bundle.ts';
export { compileConstitution, type CompileOptions } from './constitution/compile.ts';
export { diffBundles, type BundleDiff, type Change, type ChangedField } from './constitution/diff-bundles.ts';
export {
  replayDecisions,
  replayRecordSchema,
  type ChangedDecision,
  type Replay,
  type ReplayRecord,
} from './constitution/replay-decisions.ts';
export { writeConstitutionPage } from './constitution/write-page.ts';
export { nameBasis, type NamedBasis } from './constitution/write-rule.ts';
export { readConstitution, type ReadConstitution } from './constitution/read-constitution.ts';
export { createJudge, runRuleTests, type JudgedText } from './constitution/run-tests.ts';
export type { Constitution, ConstitutionProblem } from './constitution/spec.ts';
export { pickWords, type Words } from './constitution/words.ts';
export { appealNotFound, noSuchTicket } from './appeals/appeal-errors.ts';
export { ruleOn, type AppealRuling } from './appeals/decide.ts';
export {
  beginAppeal,
  checkIndependent,
  isTextOver,
  overdueOf,
  replayAppeals,
  takeStep,
  withoutText,
} from './appeals/progress.ts';
export { proposeTest, testNote, type ProposedCase } from './appeals/propose-test.ts';
export { ownersOf, receiveAppeal, type AppealOffice } from './appeals/receive.ts';
export {
  appealEventSchema,
  appealOutcomes,
  appealStates,
  appealSubmissionSchema,
  longestAppeal,
  type Appeal,
  type AppealEvent,
  type AppealOutcome,
  type AppealState,
  type AppealStore,
  type AppealSubmission,
  type AppealedDecision,
  type Overdue,
  type ReceivedEvent,
  type WorkingCalendar,
} from './appeals/spec.ts';
export { createTicket, hashTicket } from './appeals/ticket.ts';
export { addWorkingDays, isWorkingDay } from './appeals/working-days.ts';
export {
  checkPersonalDataKinds,
  compilePersonalData,
  createRedactionSession,
  findPersonalData,
  personalDataKindSchema,
  redactChatModel,
  redactEmbeddingModel,
  redactPersonalData,
  type PersonalDataFinding,
  type PersonalDataKind,
  type PersonalDataPatterns,
  type RedactedText,
  type RedactionSession,
} from './redact/index.ts';
