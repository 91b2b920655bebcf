export { joinSentences } from '../agent/index.ts';
export { ask, askOnce, type AskRequest } from './ask.ts';
export { addKnowledge, addUpload, type AddRequest, type Upload } from './add-knowledge.ts';
export {
  expireAppeals,
  findAppealByTicket,
  listAppeals,
  openAppealDesk,
  otherBodies,
  showAppeal,
  submitAppeal,
  type AppealDesk,
  type AppealView,
  type OtherBody,
} from './appeals.ts';
export {
  acknowledgeAppeal,
  assignAppeal,
  decideAppeal,
  type DecideAppealRequest,
  type DecidedAppeal,
} from './review-appeals.ts';
export { checkRegionPack, type RegionReport } from './check-region-pack.ts';
export {
  defaultCollection,
  officialCollection,
  parseCollection,
  privatePrefix,
  regionCollection,
} from './collections.ts';
export {
  checkConstitution,
  compareConstitutions,
  readConstitutionBundle,
  type Comparison,
  type ComparisonRequest,
  type ConstitutionReport,
} from './constitution.ts';
export {
  loadConfig,
  saveSettings,
  settings,
  type Config,
  type ConfigSources,
  type SettingName,
} from './config.ts';
export { createRegion, type CreateRegionRequest } from './create-region.ts';
export {
  diagnose,
  type Departure,
  type Diagnosis,
  type ShownSetting,
  type StoreDiagnosis,
} from './diagnose.ts';
export { embedKnowledge, type EmbedKnowledgeOptions } from './embed-knowledge.ts';
export { runEvaluation, scoreEvaluation, type EvaluationRequest } from './evaluate.ts';
export { formatReport } from '../evaluation/index.ts';
export {
  evaluateRetrieval,
  type EvaluateRetrievalRequest,
  type RetrievalEvaluation,
} from './evaluate-retrieval.ts';
export {
  exportLedger,
  exportLedgerToFile,
  reportLedger,
  type ExportRequest,
  type LedgerPeriod,
} from './ledger-export.ts';
export { formatTransparencyReport } from './ledger-html.ts';
export {
  checkLedgerProof,
  openAuditLedger,
  proveFromLedger,
  verifyAuditLedger,
  type CheckProofRequest,
  type LedgerIdentity,
  type OpenedLedger,
  type ProofRequest,
  type VerifyLedgerRequest,
} from './ledger.ts';
export {
  fetchModels,
  listModels,
  testModels,
  useModel,
  type FetchModelsRequest,
  type ModelChoice,
  type ModelListing,
  type ModelTest,
} from './manage-models.ts';
export { openModelSlots, type ModelSlots, type SlotState } from './model-slots.ts';
export { openWorkspace, type WorkspaceOptions } from './open-workspace.ts';
export {
  actions,
  appealOutcomes,
  appealStates,
  appealSubmissionSchema,
  bundleSchema,
  nameBasis,
  pickWords,
  writeConstitutionPage,
  type Change,
  type ConstitutionBundle,
} from '../governance/index.ts';
export { formatProblem } from '../region/index.ts';
export { pullKnowledge, type PullKnowledgeRequest, type PullOutcome } from './pull-knowledge.ts';
export { openRedactor, type Redactor } from './redact.ts';
export { readDefaultRegion, regionsFolder, resolveRegion } from './region-folders.ts';
export {
  searchKnowledge,
  type SearchHit,
  type SearchRequest,
  type SearchResult,
} from './search-knowledge.ts';
export {
  knowledgeStatus,
  listDocuments,
  removeDocuments,
  sharedCollections,
  viewPassage,
  type KnowledgeStatus,
  type PassageKey,
  type PassageView,
  type RemoveRequest,
} from './view-knowledge.ts';
export type { Workspace } from './workspace.ts';
